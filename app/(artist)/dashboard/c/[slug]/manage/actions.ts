'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { archiveCampaign, restoreCampaign } from '@/lib/campaigns/archive';
import { duplicateCampaign } from '@/lib/campaigns/duplicate';
import { endOwnCampaign } from '@/lib/campaigns/end-own';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { removeCampaign } from '@/lib/campaigns/remove';
import { isSameTitle } from '@/lib/domain/typed-title';
import { readForm } from '../../../../read-form';

const which = z.object({ slug: z.string().max(60) });
const typed = which.extend({ title: z.string().max(600) });

const GONE =
  'This campaign is not here any more: somebody has deleted it, or its address has changed. Nothing was done.';

/** Makes a draft out of a campaign, and leads to it. */
export async function duplicate(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(which, before, data);
  if (!read.ok) return read.answer;
  const made = await duplicateCampaign(gate.acting, read.value.slug);
  if (made.kind === 'unknown_campaign') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  redirect(`/dashboard/c/${made.slug}/edit`);
}

/** Takes a campaign out of the list. */
export async function archive(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  return shelve(before, data, archiveCampaign, 'In the archive. Its page and its numbers go on.');
}

/** Puts it back. */
export async function restore(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  return shelve(before, data, restoreCampaign, 'Back in the list.');
}

async function shelve(before: FormAnswer, data: FormData, verb: typeof archiveCampaign, words: string) {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(which, before, data);
  if (!read.ok) return read.answer;
  const changed = await verb(gate.acting, read.value.slug);
  if (changed.kind === 'unknown_campaign') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  return done(before, words);
}

/** Ends a campaign for good. */
export async function end(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(which, before, data);
  if (!read.ok) return read.answer;
  const ended = await endOwnCampaign(gate.acting, read.value.slug);
  if (ended.kind === 'unknown_campaign') return refused(before, data, GONE);
  if (ended.kind === 'draft') return refused(before, data, 'It was never public, so there is nothing to end.');
  revalidatePath('/dashboard', 'layout');
  return done(before, 'Ended. Its page says so, and nothing more is saved.');
}

/** Deletes a campaign, once its title has been typed. */
export async function remove(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(typed, before, data);
  if (!read.ok) return read.answer;
  const campaign = await findOwnCampaign(gate.workspace.id, read.value.slug);
  if (!campaign) return refused(before, data, GONE);
  if (!isSameTitle(read.value.title, campaign.title))
    return refused(before, data, 'Nothing was deleted.', {
      title: 'This is not its title. Type it as it stands above.',
    });
  const removed = await removeCampaign(gate.acting, campaign.slug);
  if (removed.kind === 'unknown_campaign') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  redirect('/dashboard?done=deleted');
}
