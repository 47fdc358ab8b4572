'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { eraseWorkspace } from '@/lib/campaigns/erase-workspace';
import { isSameTitle } from '@/lib/domain/typed-title';
import { readForm } from '../../../read-form';

const typed = z.object({ name: z.string().max(200) });

/** Erases the workspace, once its name has been typed. */
export async function erase(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(typed, before, data);
  if (!read.ok) return read.answer;
  if (!isSameTitle(read.value.name, gate.workspace.name))
    return refused(before, data, 'Nothing was erased.', { name: 'This is not its name. Type it as it stands above.' });
  await eraseWorkspace(gate.acting);
  revalidatePath('/dashboard', 'layout');
  redirect(gate.seats.length > 1 ? '/dashboard' : '/sign-in');
}
