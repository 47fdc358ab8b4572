import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
  ACTORS,
  REASONS,
  TRANSITIONS,
  type Actor,
  type PresaveState,
  type Reason,
} from '../../lib/domain/presave-state';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

const steps = TRANSITIONS.map(([from, to]) => `('${from}', '${to}')`).join(', ');

/** Every step of every pre-save. Append-only: a trigger refuses UPDATE, and DELETE reaches it only with its campaign. */
export const ledger = pgTable(
  'ledger',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    presaveId: uuid('presave_id').notNull(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    fromState: text('from_state').$type<PresaveState | 'new'>().notNull(),
    toState: text('to_state').$type<PresaveState>().notNull(),
    reason: text().$type<Reason>().notNull(),
    actor: text().$type<Actor>().notNull(),
  },
  () => [
    check('ledger_step', sql.raw(`(from_state, to_state) in (${steps})`)),
    check('ledger_reason', oneOf('reason', REASONS)),
    check('ledger_actor', oneOf('actor', ACTORS)),
    index('ledger_of_presave').on(sql`presave_id`, sql`id`),
    index('ledger_of_campaign').on(sql`campaign_id`, sql`id`),
  ],
);
