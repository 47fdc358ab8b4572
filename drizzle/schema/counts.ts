import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Dsp } from '../../lib/domain/dsp';
import type { PresaveState, Reason } from '../../lib/domain/presave-state';

/*
 * What the database itself counts, by triggers, so that nobody has to read millions of rows for a number. A statement appends
 * what it changed (`*_deltas`), which makes no writer wait for another; `fold_counts()` moves that into the totals. The views
 * `presave_tally` and `step_tally` are both together. No id of a fan is in any of them.
 *
 * They have no foreign key: a key would lock the campaign's row once for every line. A trigger on `campaigns` takes them along.
 */

const n = () => bigint({ mode: 'number' }).notNull();

const presaveGroup = () => ({
  campaignId: uuid('campaign_id').notNull(),
  dsp: text().$type<Dsp>().notNull(),
  territory: text().notNull(),
  state: text().$type<PresaveState>().notNull(),
  reason: text().$type<Reason>().notNull(),
  n: n(),
});

const stepGroup = () => ({
  campaignId: uuid('campaign_id').notNull(),
  fromState: text('from_state').$type<PresaveState | 'new'>().notNull(),
  toState: text('to_state').$type<PresaveState>().notNull(),
  reason: text().$type<Reason>().notNull(),
  n: n(),
});

/** How many pre-saves stand where, as of the last fold. */
export const presaveCounts = pgTable('presave_counts', presaveGroup(), t => [
  primaryKey({ columns: [t.campaignId, t.dsp, t.territory, t.state, t.reason] }),
]);

/** What has changed about that since. */
export const presaveCountDeltas = pgTable('presave_count_deltas', presaveGroup());

/** How many steps of each kind the ledger holds, as of the last fold. */
export const stepCounts = pgTable('step_counts', stepGroup(), t => [
  primaryKey({ columns: [t.campaignId, t.fromState, t.toState, t.reason] }),
]);

/** What has been added to that since. */
export const stepCountDeltas = pgTable('step_count_deltas', stepGroup());
