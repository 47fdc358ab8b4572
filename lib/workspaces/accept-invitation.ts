import { and, eq, sql } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { invitations, members } from '../../drizzle/schema/members';
import { workspaces } from '../../drizzle/schema/workspaces';
import { database, type Db } from '../db';
import type { Role } from '../domain/workspace';
import { writeLog } from './log';
import { tokenHash } from './token';

/** An invitation as whoever holds its link may see it. */
export type OpenInvitation = { workspace: string; by: string | null; role: Role; email: string };

const still = (token: string) =>
  and(eq(invitations.tokenHash, tokenHash(token)), sql`${invitations.expiresAt} > clock_timestamp()`);

/** What a link invites to, while it can be accepted. Looking uses nothing up. */
export async function readInvitation(token: string, db: Db = database().db): Promise<OpenInvitation | null> {
  const [found] = await db
    .select({
      workspace: workspaces.name,
      name: users.name,
      address: users.email,
      role: invitations.role,
      email: invitations.email,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(still(token));
  return found
    ? { workspace: found.workspace, by: found.name ?? found.address, role: found.role, email: found.email }
    : null;
}

export type Accepted = { kind: 'joined' | 'member_already'; workspaceId: string } | { kind: 'no_invitation' };

/**
 * Accepts an invitation for whoever is signed in: the link came by mail, so holding it is the proof. Whose address was invited is
 * written into the log beside who came. It can be accepted once; who is in already keeps the role they have.
 */
export async function acceptInvitation(token: string, userId: string, db: Db = database().db): Promise<Accepted> {
  return db.transaction(async tx => {
    const [taken] = await tx.delete(invitations).where(still(token)).returning();
    if (!taken) return { kind: 'no_invitation' };
    const { workspaceId, role, email } = taken;
    const joined = await tx
      .insert(members)
      .values({ workspaceId, userId, role })
      .onConflictDoNothing()
      .returning({ role: members.role });
    if (joined.length === 0) return { kind: 'member_already', workspaceId };
    const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
    const details = { role, ...(person?.email !== email && { invited: email }) };
    await writeLog(tx, { workspace: workspaceId, user: userId }, 'member.joined', null, details);
    return { kind: 'joined', workspaceId };
  });
}
