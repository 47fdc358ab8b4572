import { and, eq } from 'drizzle-orm';
import { members } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from './log';
import { holdMember } from './member';
import { hasAnotherOwner } from './owners';

export type MemberRemoved = { kind: 'removed' } | { kind: 'no_member' } | { kind: 'last_owner' };

/**
 * Takes somebody out of a workspace, or oneself: then it is leaving. What they made stays. It holds from their next request on,
 * because every request asks who is in. The last owner cannot go.
 */
export async function removeMember(acting: Acting, userId: string, db: Db = database().db): Promise<MemberRemoved> {
  return db.transaction(async tx => {
    const another = await hasAnotherOwner(tx, acting.workspace, userId);
    const member = await holdMember(tx, acting.workspace, userId);
    if (!member) return { kind: 'no_member' };
    if (member.role === 'owner' && !another) return { kind: 'last_owner' };
    await tx.delete(members).where(and(eq(members.workspaceId, acting.workspace), eq(members.userId, userId)));
    if (userId === acting.user) await writeLog(tx, acting, 'member.left');
    else await writeLog(tx, acting, 'member.removed', member.called);
    return { kind: 'removed' };
  });
}
