'use server';

import { revalidatePath } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { signOut } from '@/lib/auth/artist';
import { switchWorkspace } from '@/lib/auth/gate';

/** Goes to another workspace of the same person. */
export async function changeWorkspace(data: FormData): Promise<void> {
  const id = z.uuid().safeParse(data.get('workspace'));
  if (!id.success) notFound();
  await switchWorkspace(id.data);
  revalidatePath('/dashboard', 'layout');
  redirect('/dashboard');
}

/** Signs this browser out. */
export async function leave(): Promise<void> {
  await signOut();
  redirect('/sign-in');
}
