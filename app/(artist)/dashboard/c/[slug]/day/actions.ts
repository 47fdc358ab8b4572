'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { linkOwnService } from '@/lib/campaigns/link-own';
import { refuseMatch } from '@/lib/campaigns/refuse-match';
import { DSP_NAMES, DSPS } from '@/lib/domain/dsp';
import { linkedWords } from '@/lib/domain/linked-words';
import { readForm } from '../../../../read-form';

const service = z.object({ slug: z.string().max(60), dsp: z.enum(DSPS, 'Choose a service.') });
const linkForm = service.extend({ link: z.string().trim().min(1, 'Paste the link of the release.').max(2_000) });
const matchForm = service.extend({ uri: z.string().max(500) });

const GONE = 'This campaign is not here any more: somebody has deleted it. Nothing was done.';

/** Says where the release is on a service: a match that is confirmed, or a link by hand. */
export async function link(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(linkForm, before, data);
  if (!read.ok) return read.answer;
  const { slug, dsp, link: text } = read.value;
  const linked = await linkOwnService(gate.acting, slug, dsp, text);
  if (linked.kind === 'unknown_campaign') return refused(before, data, GONE);
  if (linked.kind === 'refused') return refused(before, data, 'Nothing was changed.', { link: linked.message });
  revalidatePath('/dashboard', 'layout');
  return done(before, linkedWords(dsp, linked));
}

/** Says that a match is another release. */
export async function refuse(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(matchForm, before, data);
  if (!read.ok) return read.answer;
  const { slug, dsp, uri } = read.value;
  const answer = await refuseMatch(gate.acting, slug, { dsp, uri });
  if (answer.kind === 'unknown_campaign') return refused(before, data, GONE);
  if (answer.kind === 'linked')
    return refused(before, data, 'Somebody has confirmed it meanwhile, so it stays. Load the page again.');
  revalidatePath('/dashboard', 'layout');
  return done(before, `Noted: that is another release. ${DSP_NAMES[dsp]} goes on being asked for yours.`);
}
