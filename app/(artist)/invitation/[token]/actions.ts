'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refused, type FormAnswer } from '@/components/ui/form-answer';
import { currentUser, switchWorkspace } from '@/lib/auth/gate';
import { acceptInvitation } from '@/lib/workspaces/accept-invitation';
import { readForm } from '../../read-form';

const form = z.object({ token: z.string().max(200) });

/** Joins a workspace by an invitation, and goes there. */
export async function join(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const current = await currentUser();
  if (!current) return refused(before, data, 'You are signed out. Open the link in the mail again, then sign in.');
  const read = readForm(form, before, data);
  if (!read.ok) return read.answer;
  const accepted = await acceptInvitation(read.value.token, current.user.id);
  if (accepted.kind === 'no_invitation')
    return refused(before, data, 'This invitation no longer opens. Whoever invited you can send it again.');
  await switchWorkspace(accepted.workspaceId);
  redirect('/dashboard');
}
