import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { ROOT } from './paths';

export const MIGRATIONS = join(ROOT, 'drizzle', 'migrations');

/** Any fixed number: two instances that start together must not migrate together. */
const MIGRATION_LOCK = 20_261_122;

/** Brings one database to the newest schema. Safe to call again, and from several processes at once. */
export async function migrateDatabase(url: string): Promise<void> {
  if (!existsSync(join(MIGRATIONS, 'meta', '_journal.json'))) {
    throw new Error('There are no migrations in drizzle/migrations; make them with `npm run db:generate`.');
  }
  // One connection: the lock belongs to the session that took it.
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end();
  }
}

/** Makes a database unless it is there. `server` is the address of any database on the same server. */
export async function ensureDatabase(server: string, name: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await client`create database ${client(name)}`;
  } catch (error) {
    // 42P04 exists already; 23505 is the same, seen while another process is making it.
    if (!(error instanceof postgres.PostgresError) || !['42P04', '23505'].includes(error.code)) throw error;
  } finally {
    await client.end();
  }
}

/** Removes a database, whoever is still connected to it. `server` is the address of another one on the same server. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await client`drop database if exists ${client(name)} with (force)`;
  } finally {
    await client.end();
  }
}
