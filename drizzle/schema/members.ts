import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { AUDIT_ACTIONS, type AuditAction, type AuditDetails } from '../../lib/domain/audit';
import { ROLES, type Role } from '../../lib/domain/workspace';
import { users } from './artists';
import { instant, oneOf } from './columns';
import { workspaces } from './workspaces';

/** Who is in a workspace. A trigger refuses the change that would leave a workspace without an owner. */
export const members = pgTable(
  'members',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<Role>().notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    check('members_role', oneOf('role', ROLES)),
    index('members_of_user').on(t.userId),
  ],
);

/** Invitations that nobody has accepted yet: accepted or revoked, the row is gone and the log has the line. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by').references(() => users.id, { onDelete: 'set null' }),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    unique('invitations_one_per_address').on(t.workspaceId, t.email),
    check('invitations_role', oneOf('role', ROLES)),
    check('invitations_email', sql`${t.email} = lower(${t.email}) and length(${t.email}) between 3 and 254`),
    check('invitations_hash', sql`${t.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check('invitations_expiry', sql`${t.expiresAt} > ${t.createdAt}`),
  ],
);

/**
 * Who changed what. Append-only like the ledger: a trigger refuses UPDATE, and DELETE reaches it only with its workspace. The
 * person is an id without a foreign key, so that the line outlives the account and keeps no name of it; null is the operator.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    actorId: uuid('actor_id'),
    action: text().$type<AuditAction>().notNull(),
    /** what it was done to: a campaign's title, a member's address */
    subject: text(),
    details: jsonb().$type<AuditDetails>().notNull().default({}),
  },
  t => [
    check('audit_log_action', oneOf('action', AUDIT_ACTIONS)),
    index('audit_log_of_workspace').on(t.workspaceId, t.id),
  ],
);
