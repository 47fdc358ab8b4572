import { sql } from 'drizzle-orm';
import { bigint, check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { RELEASE_MODES } from '../../lib/domain/release';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

/** When a public release was moved and where to, so that a pass can say so. A trigger on `campaigns` writes it, whoever moves. */
export const releaseMoves = pgTable(
  'release_moves',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    releaseMode: text('release_mode').$type<(typeof RELEASE_MODES)[number]>().notNull(),
    releaseDate: date('release_date', { mode: 'string' }),
    releaseAt: instant('release_at'),
  },
  t => [
    check('release_moves_mode', oneOf('release_mode', RELEASE_MODES)),
    index('release_moves_of').on(t.campaignId, t.id),
  ],
);
