import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { MOST_OUTCOME, OUTCOME_SOURCES, OUTCOMES, type Outcome, type OutcomeSource } from '../../lib/domain/outcome';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

/** What became of a release in its first week, as the artist told us. Who told it is in the workspace's log. */
export const outcomes = pgTable(
  'outcomes',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    what: text().$type<Outcome>().notNull(),
    value: bigint({ mode: 'number' }).notNull(),
    source: text().$type<OutcomeSource>().notNull(),
    at: instant()
      .notNull()
      .default(sql`now()`),
  },
  t => [
    primaryKey({ columns: [t.campaignId, t.what] }),
    check('outcomes_what', oneOf('what', OUTCOMES)),
    check('outcomes_source', oneOf('source', OUTCOME_SOURCES)),
    check('outcomes_value', sql`${t.value} between 0 and ${sql.raw(String(MOST_OUTCOME))}`),
    check('outcomes_editorial', sql`${t.what} <> 'editorial' or ${t.value} in (0, 1)`),
  ],
);
