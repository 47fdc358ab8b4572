'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { recordOutcomes } from '@/lib/campaigns/record-outcomes';
import { OUTCOME_SOURCES, readCount } from '@/lib/domain/outcome';
import { readForm } from '../../../../read-form';

const count = z
  .string()
  .max(40)
  .default('')
  .transform((text, context) => {
    const n = readCount(text);
    if (n === null) context.addIssue('Give a whole number, such as 12,345, or leave it empty.');
    return n ?? undefined;
  });
const form = z.object({
  slug: z.string().max(60),
  source: z.enum(OUTCOME_SOURCES).catch('typed'),
  streams: count,
  listeners: count,
  saves: count,
  release_radar: count,
  playlists: count,
  editorial: z.enum(['', '0', '1']).default(''),
});

const GONE = 'This campaign is not here any more: somebody has deleted it. Nothing was recorded.';

/** Records what became of a release. */
export async function record(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(form, before, data);
  if (!read.ok) return read.answer;
  const { slug, source, editorial, ...counts } = read.value;
  const values = { ...counts, ...(editorial !== '' && { editorial: Number(editorial) }) };
  const recorded = await recordOutcomes(gate.acting, slug, { values, source });
  if (recorded.kind === 'unknown_campaign') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  return done(before, recorded.kind === 'same' ? 'That is what was recorded already.' : 'Recorded.');
}
