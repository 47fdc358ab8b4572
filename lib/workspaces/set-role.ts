import { and, eq } from 'drizzle-orm';
import { members } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import type { Acting, Role } from '../domain/workspace';
import { writeLog } from './log';
import { holdMember } from './member';
import { hasAnotherOwner } from './owners';

export type RoleSet = { kind: 'set' } | { kind: 'same' } | { kind: 'no_member' } | { kind: 'last_owner' };

/** Gives a member another role. The last owner stays one. */
export async function setRole(
  acting: Acting,
  { userId, role }: { userId: string; role: Role },
  db: Db = database().db,
): Promise<RoleSet> {
  return db.transaction(async tx => {
    const another = await hasAnotherOwner(tx, acting.workspace, userId);
    const member = await holdMember(tx, acting.workspace, userId);
    if (!member) return { kind: 'no_member' };
    if (member.role === role) return { kind: 'same' };
    if (member.role === 'owner' && !another) return { kind: 'last_owner' };
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.workspaceId, acting.workspace), eq(members.userId, userId)));
    await writeLog(tx, acting, 'member.role_changed', member.called, { before: member.role, role });
    return { kind: 'set' };
  });
}
