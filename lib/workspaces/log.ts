import { and, desc, eq, lt } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { auditLog } from '../../drizzle/schema/members';
import { database, type Db, type Queryer } from '../db';
import type { AuditAction, AuditDetails } from '../domain/audit';
import type { Acting, WorkspaceId } from '../domain/workspace';

/** One line of the log. `actor` is null for the operator, and for somebody whose account is gone. */
export type LogLine = {
  id: number;
  at: number;
  actorId: string | null;
  actor: string | null;
  action: AuditAction;
  subject: string | null;
  details: AuditDetails;
};

/** Writes who did what, in the transaction that does it: a change without its line, or a line without its change, cannot be. */
export async function writeLog(
  tx: Queryer,
  acting: Acting | { workspace: string; user: string | null },
  action: AuditAction,
  subject: string | null = null,
  details: AuditDetails = {},
): Promise<void> {
  await tx.insert(auditLog).values({ workspaceId: acting.workspace, actorId: acting.user, action, subject, details });
}

/** The log, newest first: `limit` lines older than the line `before`. */
export async function readLog(
  workspace: WorkspaceId,
  { before, limit }: { before: number | null; limit: number },
  db: Db = database().db,
): Promise<LogLine[]> {
  const rows = await db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actorId: auditLog.actorId,
      name: users.name,
      email: users.email,
      action: auditLog.action,
      subject: auditLog.subject,
      details: auditLog.details,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(eq(auditLog.workspaceId, workspace), before === null ? undefined : lt(auditLog.id, before)))
    .orderBy(desc(auditLog.id))
    .limit(limit);
  return rows.map(({ name, email, ...line }) => ({ ...line, actor: name ?? email }));
}
