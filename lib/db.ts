import { sql, type SQL } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
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

/** Opens a pool of `max` connections. The caller closes it. */
export function openDatabase(url: string, max = 10): OpenDatabase {
  const client = postgres(url, { max, onnotice: () => undefined, connect_timeout: 5, idle_timeout: 60 });
  return { db: drizzle(client), client, close: () => client.end({ timeout: 5 }) };
}

const holder = globalThis as typeof globalThis & { upbeatDatabase?: OpenDatabase };

/** This process's database; one pool, kept on `globalThis` because the dev server reloads modules. */
export function database(): OpenDatabase {
  holder.upbeatDatabase ??= openDatabase(env().databaseUrl);
  return holder.upbeatDatabase;
}

/** The database's clock (epoch ms), the one all workers share. */
export async function databaseNow(db: Queryer): Promise<number> {
  const [row] = await db.execute<{ ms: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
  );
  return Number(row?.ms);
}

/** An instant (epoch ms) as a timestamptz inside a statement. */
export function at(ms: number): SQL {
  return sql`to_timestamp(${ms}::double precision / 1000)`;
}
