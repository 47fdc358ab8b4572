import type { Adapter, AdapterSession, AdapterUser } from '@auth/core/adapters';
import { and, eq, sql } from 'drizzle-orm';
import { accounts, sessions, users, verificationTokens } from '../../drizzle/schema/artists';
import { dateOf } from '../clock';
import { at, database, type Db } from '../db';
import { isSignInProvider } from '../domain/sign-in';
import { enrol, type User } from '../workspaces/enrol';
import { tokenHash } from '../workspaces/token';

/** The engine wants an address of everyone; who signed in by Spotify has none, and the engine does without. */
function toUser({ id, email, name }: User): AdapterUser {
  return { id, email: email as string, name, emailVerified: null };
}

const one = (rows: User[]): AdapterUser | null => (rows[0] ? toUser(rows[0]) : null);

/**
 * Artists' users and sessions for the sign-in engine. Unlike the stock adapter it keeps session tokens as hashes and no token of
 * Google's or Spotify's at all, a first sign-in makes the workspace in the same transaction, and instants stay epoch ms.
 */
export function artistAdapter(
  open: () => Db = () => database().db,
): Required<
  Pick<
    Adapter,
    | 'createUser'
    | 'getUser'
    | 'getUserByEmail'
    | 'getUserByAccount'
    | 'updateUser'
    | 'linkAccount'
    | 'createSession'
    | 'getSessionAndUser'
    | 'updateSession'
    | 'deleteSession'
    | 'createVerificationToken'
    | 'useVerificationToken'
  >
> {
  const userBy = async (id: string) => one(await open().select().from(users).where(eq(users.id, id)));
  return {
    createUser: async ({ email, name }) => toUser(await enrol({ email: email || null, name: name ?? null }, open())),
    getUser: userBy,
    getUserByEmail: async email => one(await open().select().from(users).where(eq(users.email, email))),
    getUserByAccount: async ({ provider, providerAccountId }) =>
      isSignInProvider(provider)
        ? one(
            await open()
              .select({ id: users.id, email: users.email, name: users.name })
              .from(accounts)
              .innerJoin(users, eq(users.id, accounts.userId))
              .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId))),
          )
        : null,
    // The engine only ever notes when an address was proven, which it is by being here.
    updateUser: async ({ id }) => {
      const user = await userBy(id);
      if (!user) throw new Error('the user has gone');
      return user;
    },
    linkAccount: async ({ provider, providerAccountId, userId }) => {
      if (!isSignInProvider(provider)) throw new Error('an account of an unknown provider');
      await open().insert(accounts).values({ provider, providerAccountId, userId });
    },
    createSession: async ({ sessionToken, userId, expires }) => {
      await open()
        .delete(sessions)
        .where(sql`${sessions.expiresAt} < now()`);
      await open()
        .insert(sessions)
        .values({ tokenHash: tokenHash(sessionToken), userId, expiresAt: expires.valueOf() });
      return { sessionToken, userId, expires };
    },
    getSessionAndUser: async sessionToken => {
      const [row] = await open()
        .select({ user: { id: users.id, email: users.email, name: users.name }, expiresAt: sessions.expiresAt })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.tokenHash, tokenHash(sessionToken)), sql`${sessions.expiresAt} > now()`));
      if (!row) return null;
      const session: AdapterSession = { sessionToken, userId: row.user.id, expires: dateOf(row.expiresAt) };
      return { session, user: toUser(row.user) };
    },
    // Sessions last as long as they were given: nothing renews one.
    updateSession: async () => null,
    deleteSession: async sessionToken => {
      await open()
        .delete(sessions)
        .where(eq(sessions.tokenHash, tokenHash(sessionToken)));
    },
    createVerificationToken: async ({ identifier, token, expires }) => {
      await open()
        .delete(verificationTokens)
        .where(sql`${verificationTokens.expiresAt} < now()`);
      await open().insert(verificationTokens).values({ tokenHash: token, identifier, expiresAt: expires.valueOf() });
      return { identifier, token, expires };
    },
    useVerificationToken: async ({ token }) => {
      const db = open();
      const [used] = await db.delete(verificationTokens).where(eq(verificationTokens.tokenHash, token)).returning();
      if (!used) return null;
      // The others that were asked for with it have served their purpose too.
      await db.delete(verificationTokens).where(eq(verificationTokens.identifier, used.identifier));
      return { identifier: used.identifier, token, expires: dateOf(used.expiresAt) };
    },
  };
}

/** Whose address an unused link is for, while it can be opened at `now` (epoch ms). Looking does not use it up. */
export async function addressOfLink(hash: string, now: number, db: Db = database().db): Promise<string | null> {
  const [found] = await db
    .select({ identifier: verificationTokens.identifier })
    .from(verificationTokens)
    .where(and(eq(verificationTokens.tokenHash, hash), sql`${verificationTokens.expiresAt} > ${at(now)}`));
  return found?.identifier ?? null;
}
