import { and, eq } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { members } from '../../drizzle/schema/members';
import type { Queryer } from '../db';
import type { Role, WorkspaceId } from '../domain/workspace';

/** A member of this workspace, held until the transaction ends; null for anybody else. `called` is what the log calls them. */
export async function holdMember(
  tx: Queryer,
  workspace: WorkspaceId,
  userId: string,
): Promise<{ role: Role; called: string } | null> {
  const [found] = await tx
    .select({ role: members.role, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspace), eq(members.userId, userId)))
    .for('update', { of: members });
  return found ? { role: found.role, called: found.email ?? found.name ?? 'a member' } : null;
}
