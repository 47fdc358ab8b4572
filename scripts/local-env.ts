import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureDatabase, migrateDatabase } from './migrations';
import { STATE } from './paths';
import { startPostgres } from './postgres';

/** Secrets of this checkout's local runs. Made once, so that what was sealed yesterday opens today. */
export type LocalEnv = {
  AUTH_SECRET: string;
  CRON_SECRET: string;
  /** Key ring: `id:base64 of 32 bytes`, separated by commas, the first one seals. */
  UPBEAT_KEYS: string;
  SPOTIFY_CLIENT_ID: string;
  SPOTIFY_CLIENT_SECRET: string;
};

export interface LocalDatabase<E> {
  env: E & { DATABASE_URL: string };
  /** Gives the embedded server up; does nothing for a server that was named in DATABASE_URL. */
  stop: () => Promise<void>;
}

const MAKERS: Record<keyof LocalEnv, () => string> = {
  AUTH_SECRET: () => randomBytes(32).toString('base64url'),
  CRON_SECRET: () => randomBytes(32).toString('base64url'),
  UPBEAT_KEYS: () => `k1:${randomBytes(32).toString('base64')}`,
  SPOTIFY_CLIENT_ID: () => randomBytes(16).toString('hex'),
  SPOTIFY_CLIENT_SECRET: () => randomBytes(16).toString('hex'),
};

/** Reads `.upbeat/local.env`, making whatever is missing in it. Readable by this user alone. */
export function localEnv(file: string = join(STATE, 'local.env')): LocalEnv {
  const known = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const make = (name: keyof LocalEnv) => known[name] || MAKERS[name]();
  const env: LocalEnv = {
    AUTH_SECRET: make('AUTH_SECRET'),
    CRON_SECRET: make('CRON_SECRET'),
    UPBEAT_KEYS: make('UPBEAT_KEYS'),
    SPOTIFY_CLIENT_ID: make('SPOTIFY_CLIENT_ID'),
    SPOTIFY_CLIENT_SECRET: make('SPOTIFY_CLIENT_SECRET'),
  };
  const text = Object.entries({ ...known, ...env }).map(([name, value]) => `${name}=${value}\n`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
  return env;
}

/** Reads `NAME=value` lines. Blank lines and lines that begin with # are left out. */
export function parseEnv(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (name !== undefined && value !== undefined) pairs[name] = value;
  }
  return pairs;
}

/**
 * Adds a migrated database to `env`. With DATABASE_URL set nothing is started; that database is migrated only when it
 * is on this machine, because a schema elsewhere may be somebody's production. Otherwise the embedded server starts.
 */
export async function withDatabase<E extends object>(env: E): Promise<LocalDatabase<E>> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    if (isLoopback(given)) await migrateDatabase(given);
    else console.log('Using DATABASE_URL as it is; run `npm run db:migrate` when its schema is behind.');
    return { env: { ...env, DATABASE_URL: given }, stop: async () => {} };
  }
  const server = await startPostgres({ dataDir: join(STATE, 'pg') });
  const url = server.url('upbeat');
  await ensureDatabase(server.url('postgres'), 'upbeat');
  await migrateDatabase(url);
  return { env: { ...env, DATABASE_URL: url }, stop: server.stop };
}

/** Whether a database address names this very machine. */
export function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
