import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

/** Catalogue entries that a campaign's code leads to and that its artist has said are something else: not asked about again. */
export const refusedMatches = pgTable(
  'refused_matches',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    uri: text().notNull(),
    refusedAt: instant('refused_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [primaryKey({ columns: [t.campaignId, t.dsp, t.uri] }), check('refused_matches_dsp', oneOf('dsp', DSPS))],
);
