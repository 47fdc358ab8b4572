import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DraftFields } from '../../lib/domain/draft-fields';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import type { FoundInCatalogue } from '../../lib/domain/found-release';
import type { Theme } from '../../lib/domain/theme';
import { campaigns } from './campaigns';
import { bytea, instant, oneOf } from './columns';
import { workspaces } from './workspaces';

/**
 * A campaign's form while somebody fills it in, as it was typed, right or wrong: of one that is still to be made, or of one that is
 * being edited, which has one such form at most. Gone once it is published or saved.
 */
export const campaignDrafts = pgTable(
  'campaign_drafts',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    campaignId: uuid('campaign_id')
      .unique()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    fields: jsonb().$type<DraftFields>().notNull(),
    /** what the services' catalogues said of it when it was begun */
    found: jsonb().$type<FoundInCatalogue[]>().notNull().default([]),
    /** raised by every change: who saves over a newer one is told */
    revision: integer().notNull().default(1),
    /** the file as it was uploaded, the picture made of it for the form, and its colours */
    artwork: bytea(),
    artworkShown: bytea('artwork_shown'),
    theme: jsonb().$type<Theme>(),
    /** whose catalogue the artwork is from; null: uploaded */
    artworkFrom: text('artwork_from').$type<Dsp>(),
    /** taken away on purpose, also that of a campaign that is edited */
    artworkRemoved: instant('artwork_removed'),
    updatedBy: uuid('updated_by'),
    updatedByName: text('updated_by_name'),
    updatedAt: instant('updated_at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  t => [
    index('campaign_drafts_of_workspace').on(t.workspaceId, t.updatedAt),
    check('campaign_drafts_artwork', sql`(${t.artwork} is null) = (${t.artworkShown} is null)`),
    check('campaign_drafts_artwork_from', oneOf('artwork_from', DSPS)),
    check('campaign_drafts_artwork_from_of', sql`${t.artworkFrom} is null or ${t.artwork} is not null`),
  ],
);
