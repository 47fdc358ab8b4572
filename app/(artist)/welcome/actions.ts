'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormAnswer } from '@/components/ui/form-answer';
import { currentUser, switchWorkspace } from '@/lib/auth/gate';
import { makeWorkspace } from '@/lib/workspaces/make';
import { readForm } from '../read-form';
import { workspaceNameField } from '../workspace-name-field';

const form = z.object({ name: workspaceNameField });

/** Makes a workspace for whoever is signed in, and goes there. */
export async function startWorkspace(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const current = await currentUser();
  if (!current) redirect('/sign-in?next=/welcome');
  const read = readForm(form, before, data);
  if (!read.ok) return read.answer;
  await switchWorkspace(await makeWorkspace(read.value.name, current.user.id));
  redirect('/dashboard');
}
