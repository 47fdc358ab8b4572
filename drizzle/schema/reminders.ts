import { sql } from 'drizzle-orm';
import { bigint, check, date, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { campaigns } from './campaigns';

/** How many reminders were taken for a campaign on a day (UTC). The sum is the whole row: nothing here is about a person. */
export const reminders = pgTable(
  'reminders',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    n: bigint({ mode: 'number' }).notNull().default(1),
  },
  t => [primaryKey({ columns: [t.campaignId, t.day] }), check('reminders_n', sql`${t.n} > 0`)],
);
