import { and, eq, sql } from 'drizzle-orm';
import { sessions, users } from '../../drizzle/schema/artists';
import { members } from '../../drizzle/schema/members';
import { workspaces } from '../../drizzle/schema/workspaces';
import { database, type Db } from '../db';
import type { Role } from '../domain/workspace';
import type { User } from './enrol';

/** A place in one workspace. The id is as good as any text: only the gate makes it one that opens something. */
export type Seat = { workspaceId: string; name: string; role: Role };

/** Who a browser is signed in as, where they have a seat, and the workspace it was last in. */
export type OpenSession = { user: User; seats: Seat[]; chosen: string | null };

/** The session behind a token's hash, while it lasts by the database's clock. Asked anew for each request: revoked is revoked. */
export async function findSession(tokenHash: string, db: Db = database().db): Promise<OpenSession | null> {
  const rows = await db
    .select({
      user: { id: users.id, email: users.email, name: users.name },
      chosen: sessions.workspaceId,
      workspaceId: workspaces.id,
      name: workspaces.name,
      role: members.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(sessions.tokenHash, tokenHash), sql`${sessions.expiresAt} > clock_timestamp()`))
    .orderBy(members.createdAt, workspaces.id);
  const [first] = rows;
  if (!first) return null;
  const seats = rows.flatMap(({ workspaceId, name, role }) =>
    workspaceId !== null && name !== null && role !== null ? [{ workspaceId, name, role }] : [],
  );
  return { user: first.user, seats, chosen: first.chosen };
}

/** Has a browser be in another workspace from now on, where its user has a seat. */
export async function chooseWorkspace(
  tokenHash: string,
  workspaceId: string,
  db: Db = database().db,
): Promise<{ kind: 'chosen' } | { kind: 'no_seat' }> {
  const chosen = await db
    .update(sessions)
    .set({ workspaceId })
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        sql`exists (select from members m where m.user_id = ${sessions.userId} and m.workspace_id = ${workspaceId}::uuid)`,
      ),
    )
    .returning({ userId: sessions.userId });
  return { kind: chosen.length === 1 ? 'chosen' : 'no_seat' };
}

/** Ends a browser's session. */
export async function endSession(tokenHash: string, db: Db = database().db): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}
