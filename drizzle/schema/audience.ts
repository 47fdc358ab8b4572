import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { DIMENSIONS, type Dimension } from '../../lib/domain/audience';
import type { Dsp } from '../../lib/domain/dsp';
import { bytea, instant, oneOf } from './columns';
import { presaves } from './presaves';

/*
 * What a campaign's link did. Sums only, by one dimension at a time: a campaign's rows are as many as it has channels, countries,
 * devices, apps and services, times its days, and never their product. The reports read these tables and no others, so that ten
 * million views are read as fast as none.
 *
 * Views, visitors, taps and reminders are added by `lib/analytics/flush.ts`. Pre-saves are facts: a trigger on `presaves` appends
 * what changed to `arrival_count_deltas` within the same transaction, `fold_arrivals()` moves that into the sums, and the views
 * `audience_tally`, `audience_quarter_tally` and `audience_minute_tally` are both together.
 *
 * Like the counts of the ledger they have no foreign key; a trigger on `campaigns` takes them along.
 */

const n = (name?: string) =>
  (name ? bigint(name, { mode: 'number' }) : bigint({ mode: 'number' })).notNull().default(0);

const sums = () => ({ views: n(), visitors: n(), taps: n(), reminders: n(), presaves: n(), doubtful: n() });

const campaignId = () => uuid('campaign_id').notNull();

const split = () => ({
  campaignId: campaignId(),
  dimension: text().$type<Dimension>().notNull(),
  value: text().notNull(),
});

/** A campaign's whole life, by one dimension. Its channels are the values of `channel`: so many have a place, and no more. */
export const audienceCounts = pgTable('audience_counts', { ...split(), ...sums() }, t => [
  primaryKey({ columns: [t.campaignId, t.dimension, t.value] }),
  check('audience_counts_dimension', oneOf('dimension', DIMENSIONS)),
]);

/** The same by days (UTC). */
export const audienceDayCounts = pgTable(
  'audience_day_counts',
  { ...split(), day: date({ mode: 'string' }).notNull(), ...sums() },
  t => [
    primaryKey({ columns: [t.campaignId, t.dimension, t.day, t.value] }),
    check('audience_day_counts_dimension', oneOf('dimension', DIMENSIONS)),
  ],
);

/** By quarters of an hour: every zone's hours and days are made of them, those of India and Nepal too. */
export const audienceQuarterCounts = pgTable(
  'audience_quarter_counts',
  { campaignId: campaignId(), at: instant().notNull(), ...sums() },
  t => [primaryKey({ columns: [t.campaignId, t.at] })],
);

/** By minutes, for what is going on now; older ones are let go. */
export const audienceMinuteCounts = pgTable(
  'audience_minute_counts',
  { campaignId: campaignId(), at: instant().notNull(), ...sums() },
  t => [primaryKey({ columns: [t.campaignId, t.at] }), index('audience_minute_counts_by_age').on(t.at)],
);

/** What has changed about a campaign's pre-saves since the last fold. */
export const arrivalCountDeltas = pgTable(
  'arrival_count_deltas',
  {
    campaignId: campaignId(),
    /** the minute of the consent */ at: instant().notNull(),
    dsp: text().$type<Dsp>().notNull(),
    territory: text().notNull(),
    channel: text().notNull(),
    /** empty: not doubted */ doubt: text().notNull(),
    n: bigint({ mode: 'number' }).notNull(),
  },
  t => [index('arrival_count_deltas_of').on(t.campaignId)],
);

/** Events that were taken in and never counted, by the hour they were lost in. */
export const eventLosses = pgTable('event_losses', { at: instant().primaryKey(), n: n() });

/** The salt of one day (UTC). The next day's replaces it, and with it goes every way from a mark back to an address. */
export const visitorSalt = pgTable(
  'visitor_salt',
  { one: boolean().primaryKey().default(true), day: date({ mode: 'string' }).notNull(), salt: bytea().notNull() },
  t => [check('visitor_salt_is_one_row', sql`${t.one}`), check('visitor_salt_length', sql`length(${t.salt}) = 32`)],
);

/** The marks of a day's visitors, so that each is counted once. Meaningless without the day's salt, and emptied after it. */
export const visitors = pgTable(
  'visitors',
  {
    campaignId: campaignId(),
    /** 64 bits of a hash of the day's salt, campaign, network and browser */
    mark: bigint({ mode: 'bigint' }).notNull(),
    day: date({ mode: 'string' }).notNull(),
  },
  t => [primaryKey({ columns: [t.campaignId, t.mark] }), index('visitors_by_day').on(t.day)],
);

/** How many marks a campaign has kept today, which decides how many of them are looked at (`lib/domain/visitor-sample.ts`). */
export const visitorDays = pgTable('visitor_days', {
  campaignId: uuid('campaign_id').primaryKey(),
  day: date({ mode: 'string' }).notNull(),
  kept: integer().notNull(),
});

/**
 * From whom a pre-save came, as marks of the day, until it has been judged; gone with the day's salt, and at once when the fan
 * withdraws (a trigger). `tracked` is false where the browser asks not to be.
 */
export const presaveEvidence = pgTable(
  'presave_evidence',
  {
    presaveId: uuid('presave_id')
      .primaryKey()
      .references(() => presaves.id, { onDelete: 'cascade' }),
    campaignId: campaignId(),
    network: bigint({ mode: 'bigint' }).notNull(),
    visitor: bigint({ mode: 'bigint' }).notNull(),
    tracked: boolean().notNull(),
    day: date({ mode: 'string' }).notNull(),
    at: instant()
      .notNull()
      .default(sql`now()`),
    /** when it is looked at next; null once it has been judged for good */ nextLookAt: instant('next_look_at'),
  },
  t => [
    index('presave_evidence_of').on(t.campaignId, t.day),
    index('presave_evidence_due')
      .on(t.nextLookAt)
      .where(sql`next_look_at is not null`),
    index('presave_evidence_by_day').on(t.day),
  ],
);
