import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { MIGRATIONS, ensureDatabase, migrateDatabase } from '../../scripts/migrations';
import { STATE } from '../../scripts/paths';
import { startPostgres } from '../../scripts/postgres';
import { isAlive } from '../../scripts/postgres-state';
import { databaseUrl } from './database-url';

/** Vitest's global setup: a server and a migrated template, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const server = given ? undefined : await startPostgres({ dataDir: join(STATE, 'test-pg') });
  const url = given ?? server?.url('postgres') ?? '';
  if (server) await dropLeftovers(url);
  const template = await makeTemplate(url);
  project.provide('testServer', { url, template, owner: process.pid });
  return async () => server?.stop();
}

/** Named by what is in it, so that a run with other migrations makes its own and disturbs nobody. */
async function makeTemplate(url: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' }).toSorted()) {
    hash.update(file);
    if (/\.(sql|json)$/.test(file)) hash.update(readFileSync(join(MIGRATIONS, file)));
  }
  const name = `upbeat_template_${hash.digest('hex').slice(0, 10)}`;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // Session lock: a second run waits here until the first one's template is complete.
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    const [found] = await sql`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (found) return name;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await ensureDatabase(url, name);
    await migrateDatabase(databaseUrl(url, name));
    await sql`alter database ${sql(name)} with is_template true allow_connections false`;
    return name;
  } finally {
    await sql.end();
  }
}

/** Databases of runs that were killed. The name carries the id of the run. */
async function dropLeftovers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ name: string }[]>`select datname as name from pg_database where datname ~ '^t_[0-9]+_'`;
    for (const { name } of rows) {
      if (!isAlive(Number(name.split('_')[1]))) await sql`drop database if exists ${sql(name)} with (force)`;
    }
  } finally {
    await sql.end();
  }
}
