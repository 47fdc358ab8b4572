'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { addChannel } from '@/lib/campaigns/add-channel';
import { removeChannel } from '@/lib/campaigns/remove-channel';
import { readForm } from '../../../../read-form';

const which = z.object({ slug: z.string().max(60) });
const addForm = which.extend({ name: z.string().max(500, 'Shorten the name to 60 characters.') });
const removeForm = which.extend({ code: z.string().max(40) });

const GONE = 'This campaign is not here any more: somebody has deleted it. Nothing was done.';

/** Adds a channel with a name of the artist's own. */
export async function add(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(addForm, before, data);
  if (!read.ok) return read.answer;
  const added = await addChannel(gate.acting, read.value.slug, read.value.name);
  if (added.kind === 'unknown_campaign') return refused(before, data, GONE);
  if (added.kind === 'refused') return refused(before, data, 'Nothing was added.', { name: added.message });
  revalidatePath('/dashboard', 'layout');
  return done(before, `“${added.channel.name}” has an address of its own now.`);
}

/** Takes one off the list. */
export async function remove(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(removeForm, before, data);
  if (!read.ok) return read.answer;
  const removed = await removeChannel(gate.acting, read.value.slug, read.value.code);
  if (removed.kind === 'unknown_campaign') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  return done(before, 'Off the list. Links that are out there go on working and counting.');
}
