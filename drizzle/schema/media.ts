import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns';

/** Pictures by the SHA-256 of their bytes: never changed, so their address may be cached for ever. */
export const media = pgTable(
  'media',
  {
    hash: text().primaryKey(),
    contentType: text('content_type').notNull(),
    bytes: bytea().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [
    check('media_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('media_hash_is_of_bytes', sql`${t.hash} = encode(sha256(${t.bytes}), 'hex')`),
  ],
);
