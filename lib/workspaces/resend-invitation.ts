import { and, eq } from 'drizzle-orm';
import { invitations } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { invite, type Host, type Invited } from './invite';

/** Sends an invitation of this workspace again, with a new link and as many days as at first. */
export async function resendInvitation(
  acting: Acting,
  host: Host,
  id: string,
  db: Db = database().db,
): Promise<Invited | { kind: 'no_invitation' }> {
  const [open] = await db
    .select({ email: invitations.email, role: invitations.role })
    .from(invitations)
    .where(and(eq(invitations.id, id), eq(invitations.workspaceId, acting.workspace)));
  return open ? invite(acting, host, open, db) : { kind: 'no_invitation' };
}
