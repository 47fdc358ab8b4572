import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import type { Finding, Found } from '../../lib/domain/preflight';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

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

/** What the last trial of a save with an artist's own account came to, service by service. Nothing of the account is in it. */
export const ownTrials = pgTable(
  'own_trials',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    found: jsonb().$type<Found>().notNull(),
  },
  t => [primaryKey({ columns: [t.campaignId, t.dsp] }), check('own_trials_dsp', oneOf('dsp', DSPS))],
);
