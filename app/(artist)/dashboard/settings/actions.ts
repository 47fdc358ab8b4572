'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { renameWorkspace } from '@/lib/workspaces/rename';
import { readForm } from '../../read-form';
import { workspaceNameField } from '../../workspace-name-field';

const nameForm = z.object({ name: workspaceNameField });

/** Gives the workspace another name. */
export async function rename(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(nameForm, before, data);
  if (!read.ok) return read.answer;
  await renameWorkspace(gate.acting, read.value.name);
  revalidatePath('/dashboard', 'layout');
  return done(before, `The workspace is called ${read.value.name} now.`);
}
