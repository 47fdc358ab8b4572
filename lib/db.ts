import { setImmediate } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { socketsThatAnswer } from './db-socket';
import { env } from './env';

export type Db = PostgresJsDatabase;
/** A transaction offers what a database does. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
export type Queryer = Db | Tx;

export type OpenDatabase = {
  db: Db;
  /** the client for LISTEN; never hand it raw dates */ client: postgres.Sql;
  close: () => Promise<void>;
};

/** How a pool is opened: `max` connections; a query that hears nothing for `silenceMs` fails (left out: it waits). */
export type PoolOptions = { max?: number; silenceMs?: number };

/** A server that restarts is asked again every half second; the client's own wait grows to 20 s. */
const RECONNECT_SECONDS = 0.5;

/** Opens a pool. The caller closes it. */
export function openDatabase(url: string, { max = 10, silenceMs }: PoolOptions = {}): OpenDatabase {
  const client = postgres(url, {
    max,
    onnotice: () => undefined,
    connect_timeout: 5,
    idle_timeout: 60,
    backoff: () => RECONNECT_SECONDS,
    ...(silenceMs !== undefined && { socket: socketsThatAnswer(silenceMs) }),
  });
  return { db: drizzle(client), client, close: () => client.end({ timeout: 5 }) };
}

const TROUBLE =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08|53|57P|25P03|40|55P03)/;

/** Whether the database could not be asked just now (away, restarting, overloaded, a lock lost), rather than asked wrongly. */
export function isDatabaseAway(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause)
    if ('code' in e && typeof e.code === 'string' && TROUBLE.test(e.code)) return true;
  return false;
}

const holder = globalThis as typeof globalThis & { upbeatDatabase?: OpenDatabase };

/** This process's database; one pool, kept on `globalThis` because the dev server reloads modules. */
export function database(): OpenDatabase {
  holder.upbeatDatabase ??= openDatabase(env().databaseUrl);
  return holder.upbeatDatabase;
}

/**
 * A transaction in which something besides the database is waited for. Await `stillOpen` after each such wait: it never comes back
 * when the connection was lost meanwhile. By then this has rejected, and whatever the callback did, a throw included, would have
 * postgres.js write to a socket that is gone, which ends the process.
 */
export async function longTransaction<T>(
  db: Db,
  act: (tx: Tx, stillOpen: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const state = { lost: false };
  const stillOpen = async () => {
    // A process that was stopped hears its timers before its sockets: these turns let it hear of the loss first.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    if (state.lost) await new Promise(() => undefined);
  };
  try {
    return await db.transaction(tx => act(tx, stillOpen));
  } catch (error) {
    state.lost = true;
    throw error;
  }
}

/** The database's clock (epoch ms), the one all workers share. */
export async function databaseNow(db: Queryer): Promise<number> {
  const [row] = await db.execute<{ ms: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
  );
  return Number(row?.ms);
}

/**
 * Locks a campaign until the transaction ends, as whoever moves or ends a release must. Saves share the lock while their calls are
 * under way: this waits for them, none begins meanwhile, and none can be begun under what was before once this has committed.
 */
export async function lockCampaign(tx: Queryer, campaignId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${campaignKey(campaignId)})`);
}

/** The advisory lock of a campaign, as an expression. */
export function campaignKey(campaignId: string): SQL {
  return sql`hashtextextended(${campaignId}, 7)`;
}

/** An instant (epoch ms) as a timestamptz inside a statement. */
export function at(ms: number): SQL {
  return sql`to_timestamp(${ms}::double precision / 1000)`;
}
