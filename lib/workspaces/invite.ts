import { and, eq, sql } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { invitations, members } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import { INVITATION_DAYS } from '../domain/sign-in';
import type { Acting, Role } from '../domain/workspace';
import { writeLog } from './log';
import { mayInvite, postInvitation } from './post-invitation';
import { newToken } from './token';

export type Invited =
  | { kind: 'invited'; /** false: it is stored, but the mail server did not take the mail */ mailed: boolean }
  | { kind: 'member_already' }
  | { kind: 'too_many'; minutes: number };

/** Who invites, as the mail calls them: the workspace's name and their own. */
export type Host = { workspace: string; by: string };

/**
 * Invites an address into a workspace and mails the link. An address that has been invited before gets a new link and the new role;
 * the old link dies. Of the token only the hash is kept.
 */
export async function invite(
  acting: Acting,
  host: Host,
  { email, role }: { email: string; role: Role },
  db: Db = database().db,
): Promise<Invited> {
  const inside = await db
    .select({ id: users.id })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), eq(members.workspaceId, acting.workspace)))
    .where(eq(users.email, email));
  if (inside.length > 0) return { kind: 'member_already' };
  const allowance = await mayInvite(acting, email, db);
  if (allowance.kind === 'too_many') return allowance;
  const { token, hash } = newToken();
  await db.transaction(async tx => {
    const fresh = {
      role,
      tokenHash: hash,
      invitedBy: acting.user,
      expiresAt: sql`clock_timestamp() + make_interval(days => ${INVITATION_DAYS})`,
    };
    const [stored] = await tx
      .insert(invitations)
      .values({ workspaceId: acting.workspace, email, ...fresh })
      .onConflictDoUpdate({ target: [invitations.workspaceId, invitations.email], set: fresh })
      .returning({ again: sql<boolean>`xmax <> 0` });
    await writeLog(tx, acting, stored?.again ? 'invitation.resent' : 'invitation.sent', email, { role });
  });
  return { kind: 'invited', mailed: await postInvitation(email, { ...host, role }, token) };
}
