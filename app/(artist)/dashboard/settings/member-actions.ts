'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { ROLES } from '@/lib/domain/workspace';
import { removeMember } from '@/lib/workspaces/remove-member';
import { setRole } from '@/lib/workspaces/set-role';
import { readForm } from '../../read-form';

const roleForm = z.object({ user: z.uuid(), role: z.enum(ROLES, 'Choose one of the three.') });
const memberForm = z.object({ user: z.uuid() });

const LAST_OWNER = 'A workspace needs an owner, and this is the last one. Make somebody else an owner first.';
const GONE = 'This member is not in the workspace any more. Load the page again to see who is.';

/** Gives a member another role. */
export async function changeRole(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(roleForm, before, data);
  if (!read.ok) return read.answer;
  const set = await setRole(gate.acting, { userId: read.value.user, role: read.value.role });
  if (set.kind === 'last_owner') return refused(before, data, LAST_OWNER);
  if (set.kind === 'no_member') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  return done(before, 'The role is saved.');
}

/** Takes somebody else out of the workspace. */
export async function removeFromWorkspace(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const read = readForm(memberForm, before, data);
  if (!read.ok) return read.answer;
  const removed = await removeMember(gate.acting, read.value.user);
  if (removed.kind === 'last_owner') return refused(before, data, LAST_OWNER);
  if (removed.kind === 'no_member') return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  return done(before, 'Removed. What they have made stays.');
}

/** Leaves the workspace oneself. */
export async function leaveWorkspace(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('viewer');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const removed = await removeMember(gate.acting, gate.user.id);
  if (removed.kind === 'last_owner') return refused(before, data, LAST_OWNER);
  revalidatePath('/dashboard', 'layout');
  redirect('/dashboard');
}
