import { asc, eq, sql } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { invitations, members } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import type { Role, WorkspaceId } from '../domain/workspace';

export type Member = { userId: string; name: string | null; email: string | null; role: Role; since: number };
export type Invitation = { id: string; email: string; role: Role; expiresAt: number; expired: boolean };

/** Everybody in a workspace, the longest there first. */
export async function listMembers(workspace: WorkspaceId, db: Db = database().db): Promise<Member[]> {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      since: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, workspace))
    .orderBy(asc(members.createdAt), asc(users.id));
}

/** The invitations of a workspace that nobody has accepted; one that has run out stays until it is sent again or taken back. */
export async function listInvitations(workspace: WorkspaceId, db: Db = database().db): Promise<Invitation[]> {
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
      expired: sql<boolean>`${invitations.expiresAt} <= clock_timestamp()`,
    })
    .from(invitations)
    .where(eq(invitations.workspaceId, workspace))
    .orderBy(asc(invitations.createdAt), asc(invitations.id));
}
