import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { Finding } from '../../lib/domain/preflight';
import { campaigns } from './campaigns';
import { instant } from './columns';

/** The latest rehearsals of a campaign and what each check found. Who asked for them stands in the workspace's log. */
export const preflightRuns = pgTable(
  'preflight_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    findings: jsonb().$type<Finding[]>().notNull(),
  },
  t => [index('preflight_runs_of').on(t.campaignId, t.id)],
);

/** When somebody last drained, a cron call or a worker: one row, written by the drain itself. */
export const drainSeen = pgTable(
  'drain_seen',
  {
    one: boolean().primaryKey().default(true),
    at: instant().notNull(),
  },
  t => [check('drain_seen_one', sql`${t.one}`)],
);
