import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import { bytea, instant, oneOf } from './columns';
import { presaves } from './presaves';

/** The fan's permission, sealed. Only `lib/vault` reads it; destroyed means that the ciphertext is gone. */
export const grants = pgTable(
  'grants',
  {
    presaveId: uuid('presave_id')
      .primaryKey()
      .references(() => presaves.id, { onDelete: 'cascade' }),
    dsp: text().$type<Dsp>().notNull(),
    sealed: bytea(),
    /** an access token fetched ahead, so that at the release moment only the save is left */
    sealedAccess: bytea('sealed_access'),
    accessExpiresAt: instant('access_expires_at'),
    /** raised with every replacement, so that a stale writer changes nothing */
    version: integer().notNull().default(1),
    authorizedAt: instant('authorized_at').notNull(),
    hardExpiry: instant('hard_expiry').notNull(),
    /** since when the DSP has been refusing it; not final at first sight */
    rejectedSince: instant('rejected_since'),
    destroyedAt: instant('destroyed_at'),
  },
  t => [
    index('grants_expiry')
      .on(t.hardExpiry)
      .where(sql`sealed is not null`),
    check('grants_dsp', oneOf('dsp', DSPS)),
    check(
      'grants_access',
      sql`(${t.sealedAccess} is null) = (${t.accessExpiresAt} is null) and (${t.sealed} is not null or ${t.sealedAccess} is null)`,
    ),
    check('grants_destroyed', sql`(${t.sealed} is null) = (${t.destroyedAt} is not null)`),
  ],
);
