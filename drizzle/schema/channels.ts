import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { campaigns } from './campaigns';
import { instant } from './columns';

/** The places of the artist's own where a campaign's link is put; those that nearly every campaign has are in `lib/domain/channels.ts`. */
export const channels = pgTable(
  'channels',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    code: text().notNull(),
    name: text().notNull(),
    source: text().notNull(),
    medium: text().notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    primaryKey({ columns: [t.campaignId, t.code] }),
    check('channels_code', sql`${t.code} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.code}) <= 40`),
    check('channels_name', sql`length(${t.name}) between 1 and 120`),
  ],
);
