'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { moveOwnRelease } from '@/lib/campaigns/move-own';
import { readRelease } from '@/lib/campaigns/schema';
import { counted } from '@/lib/domain/number-words';
import { dateWords } from '@/lib/domain/release-words';
import { readForm } from '../../../../../read-form';

const moveForm = z.object({ slug: z.string().max(60), from: z.string().max(40), to: z.string().max(40) });

const REFUSALS = {
  unknown_campaign: 'This campaign is not here any more: somebody has deleted it. Nothing was moved.',
  ended: 'This campaign has ended meanwhile, so nothing was moved.',
  same: 'That is the date already, so nothing moves.',
} as const;

/** Moves the release to the date that was shown. */
export async function move(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(moveForm, before, data);
  if (!read.ok) return read.answer;
  const { slug, from, to } = read.value;
  const release = readRelease(to);
  if (!release) return refused(before, data, 'That is no date. Nothing was moved.');
  const moved = await moveOwnRelease(gate.acting, slug, { from, release });
  if (moved.kind === 'changed_meanwhile')
    return refused(
      before,
      data,
      `Somebody has moved it meanwhile: it comes out ${moved.to}. Load the page again to see what would move now.`,
    );
  if (moved.kind !== 'moved') return refused(before, data, REFUSALS[moved.kind]);
  revalidatePath('/dashboard', 'layout');
  const along = moved.held > 0 ? ` ${counted(moved.held, 'pre-save', 'pre-saves')} moved along.` : '';
  return done(before, `It comes out ${dateWords(release)} now.${along}`);
}
