'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refused, type FormAnswer } from '@/components/ui/form-answer';
import { startTrial } from '@/lib/auth/fan';
import { requireRole } from '@/lib/auth/gate';
import { newTrialIntent } from '@/lib/auth/trial-intent';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { clock } from '@/lib/clock';
import { CAPABILITIES } from '@/lib/domain/capability';
import { deploymentOf } from '@/lib/domain/deployment';
import { DSP_NAMES, DSPS } from '@/lib/domain/dsp';
import { parseServiceLink } from '@/lib/domain/service-link';
import { territoryOfZone } from '@/lib/domain/zone-territory';
import { env } from '@/lib/env';
import { readForm } from '../../../../read-form';

const trialForm = z.object({
  slug: z.string().max(60),
  dsp: z.enum(DSPS),
  link: z.string().trim().min(1, 'Paste the link of a release that is out.').max(2_000, 'That is too long for a link.'),
  zone: z.string().max(64).optional(),
});

const GONE = 'This campaign is not here any more: somebody has deleted it. Nothing was tried.';

/** Leads to the service's own question, the way a fan goes; what comes of it is tried and told on the way back. */
export async function tryOwn(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(trialForm, before, data);
  if (!read.ok) return read.answer;
  const { slug, dsp, link, zone = '' } = read.value;
  if (!(await findOwnCampaign(gate.workspace.id, slug))) return refused(before, data, GONE);
  const scope = CAPABILITIES[dsp].trialScope;
  if (!scope || !deploymentOf(env()).savers[dsp])
    return refused(before, data, `${DSP_NAMES[dsp]} cannot be tried with an account of one’s own here.`);
  const parsed = parseServiceLink(dsp, link);
  if (!parsed.ok) return refused(before, data, 'Nothing was tried.', { link: parsed.message });
  if (!parsed.uri)
    return refused(before, data, 'Nothing was tried.', { link: 'Paste the link of an album or a track.' });
  const wish = { slug, dsp, uri: parsed.uri, market: territoryOfZone(zone) ?? 'US' };
  redirect(await startTrial(newTrialIntent(wish, clock.now()), scope));
}
