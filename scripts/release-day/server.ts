import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { guard } from '../guard';
import { onShutdown } from '../lifetime';
import { dropDatabase, ensureDatabase, migrateDatabase } from '../migrations';
import { STATE } from '../paths';
import { startPostgres } from '../postgres';
import { postgresHome } from '../postgres-home';
import { readPostmaster } from '../postgres-state';

const DATA = join(STATE, 'bench-pg');
const NAME = /^bench_/;
const run = promisify(execFile);

/** The release day's own PostgreSQL: it is crashed on purpose, so it is nobody else's. */
export type BenchServer = {
  port: number;
  /** The process id; another one after each crash. */
  pid: () => number;
  /** A new database with the newest schema. */
  create: (name: string) => Promise<{ url: string; drop: () => Promise<void> }>;
  /** `pg_ctl restart -m immediate`: no farewell, no checkpoint, recovery from the log. Resolves when it takes connections again. */
  crash: () => Promise<void>;
  /** Has the server count statements, or no more; restarts it. New databases have the view then. */
  watchStatements: (on: boolean) => Promise<void>;
};

/** Starts it and clears away what a run that was killed has left. One run at a time: hold a lock. */
export async function startBenchServer(): Promise<BenchServer> {
  const server = await startPostgres({ dataDir: DATA });
  const home = postgresHome(DATA);
  const admin = server.url('postgres');
  await dropLeftovers(admin);
  const pid = () => readPostmaster(home.dataDir)?.pid ?? 0;
  let release = () => {};
  onShutdown(() => release());
  let watching = false;
  const crash = async () => {
    await run(
      join(home.native, 'bin', 'pg_ctl'),
      ['restart', '-D', home.dataDir, '-m', 'immediate', '-w', '-t', '30', '-l', join(home.dataDir, 'crash.log')],
      { ...home.owner, cwd: home.dataDir, env: { NODE_ENV: 'production', PATH: process.env['PATH'], LC_ALL: 'C' } },
    );
    // The guard of `startPostgres` knows the process that is gone.
    release();
    release = guard({ target: pid(), signal: 'SIGINT', pidFile: join(home.dataDir, 'postmaster.pid') });
  };
  return {
    port: server.port,
    pid,
    create: async name => {
      const full = `bench_${name}`;
      await ensureDatabase(admin, full);
      const url = server.url(full);
      await migrateDatabase(url);
      if (watching) await tell(url, 'create extension pg_stat_statements');
      const drop = () => dropDatabase(admin, full);
      const forget = onShutdown(drop);
      return { url, drop: () => drop().finally(forget) };
    },
    crash,
    watchStatements: async on => {
      const libraries = on ? "set shared_preload_libraries = 'pg_stat_statements'" : 'reset shared_preload_libraries';
      await tell(admin, `alter system ${libraries}`);
      await crash();
      watching = on;
    },
  };
}

async function tell(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}

async function dropLeftovers(admin: string): Promise<void> {
  const client = postgres(admin, { max: 1, onnotice: () => {} });
  try {
    const rows = await client<{ name: string }[]>`select datname as name from pg_database`;
    for (const { name } of rows) if (NAME.test(name)) await dropDatabase(admin, name);
  } finally {
    await client.end();
  }
}
