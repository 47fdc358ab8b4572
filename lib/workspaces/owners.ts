import { and, eq, ne, sql } from 'drizzle-orm';
import { members } from '../../drizzle/schema/members';
import { workspaces } from '../../drizzle/schema/workspaces';
import type { Queryer } from '../db';
import type { WorkspaceId } from '../domain/workspace';

/**
 * Whether a workspace has another owner besides this member. Locks the workspace until the transaction ends, so that two owners who
 * step down at once are asked one after the other; the database would refuse the second one in any case.
 */
export async function hasAnotherOwner(tx: Queryer, workspace: WorkspaceId, userId: string): Promise<boolean> {
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspace)).for('update');
  const others = await tx
    .select({ one: sql`1` })
    .from(members)
    .where(and(eq(members.workspaceId, workspace), eq(members.role, 'owner'), ne(members.userId, userId)))
    .limit(1);
  return others.length > 0;
}
