'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { calledBy } from '@/lib/auth/called-by';
import { ROLES } from '@/lib/domain/workspace';
import { invite, type Invited } from '@/lib/workspaces/invite';
import { resendInvitation } from '@/lib/workspaces/resend-invitation';
import { revokeInvitation } from '@/lib/workspaces/revoke-invitation';
import { emailField } from '../../email-field';
import { readForm } from '../../read-form';

const inviteForm = z.object({ email: emailField, role: z.enum(ROLES, 'Choose one of the three.') });
const rowForm = z.object({ invitation: z.uuid() });

const GONE = 'This invitation is not open any more. Load the page again to see who is in.';

/** Invites somebody by mail. */
export async function inviteByMail(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(inviteForm, before, data);
  if (!read.ok) return read.answer;
  return answer(before, data, await invite(gate.acting, calledBy(gate), read.value));
}

/** Sends an invitation again, with a new link. */
export async function inviteAgain(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(rowForm, before, data);
  if (!read.ok) return refused(before, data, GONE);
  return answer(before, data, await resendInvitation(gate.acting, calledBy(gate), read.value.invitation));
}

/** Takes an invitation back. */
export async function takeBack(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(rowForm, before, data);
  const revoked = read.ok ? await revokeInvitation(gate.acting, read.value.invitation) : null;
  if (revoked?.kind !== 'revoked') return refused(before, data, GONE);
  revalidatePath('/dashboard/settings');
  return done(before, `The invitation of ${revoked.email} opens nothing any more.`);
}

function answer(before: FormAnswer, data: FormData, invited: Invited | { kind: 'no_invitation' }): FormAnswer {
  if (invited.kind === 'member_already')
    return refused(before, data, 'Nothing was sent.', { email: 'Whoever has this address is a member already.' });
  if (invited.kind === 'too_many')
    return refused(before, data, `So many mails went out that the next has to wait ${invited.minutes} min.`);
  if (invited.kind === 'no_invitation') return refused(before, data, GONE);
  revalidatePath('/dashboard/settings');
  if (!invited.mailed)
    return refused(
      before,
      data,
      'The invitation is kept, but our mail server did not answer. Send it again from the list below.',
    );
  return done(before, 'The invitation is on its way.');
}
