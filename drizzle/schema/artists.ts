import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { SIGN_IN_PROVIDERS, type SignInProvider } from '../../lib/domain/sign-in';
import { instant, oneOf } from './columns';
import { workspaces } from './workspaces';

/** Somebody who works on campaigns. Fans are never in here. An address is only ever one that its owner has proven. */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().unique(),
    name: text(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [check('users_email', sql`${t.email} = lower(${t.email}) and length(${t.email}) between 3 and 254`)],
);

/** Other ways in for a user. Which account, and nothing else: no token of Google's or Spotify's is kept. */
export const accounts = pgTable(
  'accounts',
  {
    provider: text().$type<SignInProvider>().notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  t => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    check('accounts_provider', oneOf('provider', SIGN_IN_PROVIDERS)),
    index('accounts_of_user').on(t.userId),
  ],
);

/** One signed-in browser. Its token is kept as a hash: who reads the database can open no session with it. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** the workspace this browser was last in */
    workspaceId: uuid('workspace_id').references(() => workspaces.id, { onDelete: 'set null' }),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [check('sessions_hash', sql`${t.tokenHash} ~ '^[0-9a-f]{64}$'`), index('sessions_of_user').on(t.userId)],
);

/** Links in mails that have not been opened yet; the token only as its hash. */
export const verificationTokens = pgTable(
  'verification_tokens',
  {
    tokenHash: text('token_hash').primaryKey(),
    identifier: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  t => [
    check('verification_tokens_hash', sql`${t.tokenHash} ~ '^[0-9a-f]{64}$'`),
    index('verification_tokens_of').on(t.identifier),
  ],
);

/** How many mails went to whom and on whose wish, for a day: both as keyed hashes. */
export const mailSends = pgTable(
  'mail_sends',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  t => [check('mail_sends_key', sql`${t.key} ~ '^[0-9a-f]{64}$'`), index('mail_sends_recent').on(t.key, t.at)],
);
