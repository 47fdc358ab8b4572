import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import { PHASES, type Phase } from '../../lib/domain/phase';
import { RELEASE_KINDS, RELEASE_MODES, type ReleaseKind } from '../../lib/domain/release';
import type { Candidate } from '../../lib/domain/same-release';
import type { Theme } from '../../lib/domain/theme';
import { instant, oneOf } from './columns';
import { media } from './media';
import { workspaces } from './workspaces';

/** One release and its one link. The phase is derived from the dates; `turnedPhase` only remembers which one was last announced. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** null: made on the operator's command line and given to nobody yet */
    workspaceId: uuid('workspace_id').references(() => workspaces.id),
    slug: text().notNull().unique(),
    artist: text().notNull(),
    title: text().notNull(),
    kind: text().$type<ReleaseKind>().notNull(),
    upc: text(),
    isrcs: text().array().notNull().default([]),
    about: text(),
    releaseMode: text('release_mode').$type<(typeof RELEASE_MODES)[number]>().notNull(),
    releaseDate: date('release_date', { mode: 'string' }),
    releaseAt: instant('release_at'),
    /** raised by every move: what was decided under an older revision no longer counts */
    releaseRevision: integer('release_revision').notNull().default(1),
    artworkLarge: text('artwork_large').references(() => media.hash),
    artworkSmall: text('artwork_small').references(() => media.hash),
    theme: jsonb().$type<Theme>().notNull(),
    cardBefore: text('card_before').references(() => media.hash),
    cardOut: text('card_out').references(() => media.hash),
    publishedAt: instant('published_at'),
    endedAt: instant('ended_at'),
    /** out of the artist's list; the page stays as it is */
    archivedAt: instant('archived_at'),
    turnedPhase: text('turned_phase').$type<Phase>().notNull().default('draft'),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
    updatedAt: instant('updated_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    check('campaigns_slug', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) between 2 and 60`),
    check('campaigns_names', sql`length(${t.artist}) between 1 and 300 and length(${t.title}) between 1 and 300`),
    check('campaigns_kind', oneOf('kind', RELEASE_KINDS)),
    check('campaigns_turned_phase', oneOf('turned_phase', PHASES)),
    check('campaigns_release_mode', oneOf('release_mode', RELEASE_MODES)),
    check(
      'campaigns_release',
      sql`(${t.releaseMode} = 'local-midnight' and ${t.releaseDate} is not null and ${t.releaseAt} is null)
        or (${t.releaseMode} = 'instant' and ${t.releaseAt} is not null and ${t.releaseDate} is null)`,
    ),
    index('campaigns_of_workspace').on(t.workspaceId),
    // for those that come out on one day
    index('campaigns_by_date').on(t.releaseDate),
    index('campaigns_by_moment').on(t.releaseAt),
    check('campaigns_artwork_pair', sql`(${t.artworkLarge} is null) = (${t.artworkSmall} is null)`),
  ],
);

/** Where the release is, service by service. */
export const campaignServices = pgTable(
  'campaign_services',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    url: text(),
    uri: text(),
    countdownUrl: text('countdown_url'),
  },
  t => [primaryKey({ columns: [t.campaignId, t.dsp] }), check('campaign_services_dsp', oneOf('dsp', DSPS))],
);

/** What a DSP says of the release in one market: asked once per market, not once per fan. */
export const marketOpenings = pgTable(
  'market_openings',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    market: text().notNull(),
    releaseRevision: integer('release_revision').notNull(),
    moment: instant().notNull(),
    probes: integer().notNull().default(0),
    nextProbeAt: instant('next_probe_at').notNull(),
    lastAnswer: text('last_answer'),
    openedAt: instant('opened_at'),
    uri: text(),
    /** what a code led to: once open, what speaks for the link; before, its names do not agree and it is the artist's to confirm */
    candidate: jsonb().$type<Candidate>(),
  },
  t => [
    primaryKey({ columns: [t.campaignId, t.dsp, t.market] }),
    check('market_openings_dsp', oneOf('dsp', DSPS)),
    check(
      'market_openings_not_early',
      sql`${t.openedAt} is null or (${t.openedAt} >= ${t.moment} and ${t.uri} is not null)`,
    ),
    index('market_openings_open')
      .on(t.dsp)
      .where(sql`opened_at is not null`),
  ],
);
