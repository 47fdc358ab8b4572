import { and, eq } from 'drizzle-orm';
import { invitations } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from './log';

/** Takes an invitation of this workspace back: its link opens nothing any more. */
export async function revokeInvitation(
  acting: Acting,
  id: string,
  db: Db = database().db,
): Promise<{ kind: 'revoked'; email: string } | { kind: 'no_invitation' }> {
  return db.transaction(async tx => {
    const [gone] = await tx
      .delete(invitations)
      .where(and(eq(invitations.id, id), eq(invitations.workspaceId, acting.workspace)))
      .returning({ email: invitations.email });
    if (!gone) return { kind: 'no_invitation' };
    await writeLog(tx, acting, 'invitation.revoked', gone.email);
    return { kind: 'revoked', email: gone.email };
  });
}
