import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { DOUBT_REASONS, type DoubtReason } from '../../lib/domain/doubt';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import { PRESAVE_STATES, REASONS, type PresaveState, type Reason } from '../../lib/domain/presave-state';
import { campaigns } from './campaigns';
import { instant, oneOf } from './columns';

/** One fan's wish for one release on one DSP. The row is the job: there is no second queue. */
export const presaves = pgTable(
  'presaves',
  {
    id: uuid().primaryKey().defaultRandom(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    /** keyed hash of the DSP's account id; null once the fan has withdrawn or is forgotten */
    accountKey: text('account_key'),
    territory: text().notNull(),
    zone: text(),
    channel: text(),
    state: text().$type<PresaveState>().notNull(),
    reason: text().$type<Reason>().notNull(),
    nextAttemptAt: instant('next_attempt_at')
      .notNull()
      .default(sql`now()`),
    attempts: integer().notNull().default(0),
    rescues: integer().notNull().default(0),
    /** how far the grant has been tried before the release: the stages of `lib/domain/readiness.ts`, 0 to 3 */
    readiness: integer().notNull().default(0),
    /** how often an accepted add was looked for in vain (`lib/domain/verify-plan.ts`) */
    looks: integer().notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    savedAt: instant('saved_at'),
    /** why this pre-save is counted apart, or 'none'; null until it has been judged. Nothing else depends on it. */
    doubt: text().$type<DoubtReason | 'none'>(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
    updatedAt: instant('updated_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    unique('presaves_one_per_account').on(t.campaignId, t.dsp, t.accountKey),
    check('presaves_dsp', oneOf('dsp', DSPS)),
    check('presaves_state', oneOf('state', PRESAVE_STATES)),
    check('presaves_reason', oneOf('reason', REASONS)),
    check('presaves_doubt', oneOf('doubt', ['none', ...DOUBT_REASONS])),
    check('presaves_readiness_stage', sql`${t.readiness} between 0 and 3`),
    check('presaves_territory', sql`${t.territory} ~ '^[A-Z]{2}$'`),
    check(
      'presaves_lease',
      sql`(${t.state} = 'saving') = (${t.leaseOwner} is not null) and (${t.leaseOwner} is null) = (${t.leaseUntil} is null)`,
    ),
    check('presaves_saved', sql`(${t.state} = 'saved') = (${t.savedAt} is not null)`),
    check(
      'presaves_erased',
      sql`case when ${t.state} = 'withdrawn' then ${t.accountKey} is null and ${t.channel} is null and ${t.territory} = 'ZZ'
        else ${t.accountKey} is not null or ${t.state} not in ('held', 'saving', 'accepted') end
        and (${t.accountKey} is not null or ${t.zone} is null)`,
    ),
    index('presaves_due')
      .on(t.campaignId, t.dsp, t.territory, t.nextAttemptAt, t.id)
      .where(sql`state = 'held'`),
    index('presaves_readiness')
      .on(t.campaignId, t.dsp, t.territory, t.readiness, t.nextAttemptAt)
      .where(sql`state = 'held'`),
    index('presaves_suspects')
      .on(t.dsp, t.nextAttemptAt)
      .where(sql`state = 'held' and rescues > 0`),
    index('presaves_to_verify')
      .on(t.dsp, t.nextAttemptAt)
      .where(sql`state = 'accepted'`),
    index('presaves_leases')
      .on(t.leaseUntil)
      .where(sql`state = 'saving'`),
    index('presaves_unconfirmed')
      .on(t.dsp, t.updatedAt)
      .where(sql`reason = 'grant_unconfirmed'`),
    index('presaves_to_expire')
      .on(t.campaignId)
      .where(sql`state in ('held', 'accepted', 'needs_reconnect')`),
  ],
);

/** The addresses a fan can come back to; only the token's hash is kept. */
export const passes = pgTable(
  'passes',
  {
    tokenHash: text('token_hash').primaryKey(),
    presaveId: uuid('presave_id')
      .notNull()
      .references(() => presaves.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    check('passes_hash', sql`${t.tokenHash} ~ '^[0-9a-f]{64}$'`),
    index('passes_of').on(t.presaveId),
    index('passes_by_age').on(t.createdAt),
  ],
);

/** Intents that have been spent. The nonce is the whole row: a second use collides. */
export const spentIntents = pgTable(
  'spent_intents',
  { nonce: text().primaryKey(), expiresAt: instant('expires_at').notNull() },
  t => [index('spent_intents_expiry').on(t.expiresAt)],
);
