'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { beginCampaign } from '@/lib/campaigns/drafts/begin';
import { territoryOfZone } from '@/lib/domain/zone-territory';
import { readForm } from '../../read-form';

const startForm = z.object({
  text: z.string().max(2_000, 'That is too long for a link or a code.'),
  blank: z.string().optional(),
  zone: z.string().max(64).optional(),
});

const NOTHING = 'Paste a link, a UPC or an ISRC; or type it in by hand, below.';

/** Begins a campaign with what was pasted, or with an empty form, and leads to it. */
export async function begin(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(startForm, before, data);
  if (!read.ok) return read.answer;
  const { text, blank, zone } = read.value;
  if (text.trim() === '' && !blank) return refused(before, data, 'Nothing was looked up.', { text: NOTHING });
  const market = territoryOfZone(zone ?? '') ?? 'US';
  const begun = await beginCampaign(gate.acting, { text, market });
  if (begun.kind === 'refused') return refused(before, data, 'Nothing was looked up.', { text: begun.message });
  redirect(`/dashboard/drafts/${begun.draft}`);
}
