import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { databaseUrl } from './database-url';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { url: string; template: string; owner: number };
  }
}

export interface TestDatabase {
  url: string;
  /** A client of its own, not wrapped by drizzle: dates are Date objects. */
  sql: postgres.Sql;
  /** Closes `sql` and removes the database, whoever is still connected. */
  drop: () => Promise<void>;
}

/**
 * An empty database with the newest schema, for one test file: call it in `beforeAll` and `drop` it in `afterAll`.
 * Only in files named `*.db.test.ts` or `*.slow.test.ts`. Copying the template takes about 30 ms.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: server, template, owner } = inject('testServer');
  const name = `t_${owner}_${randomBytes(6).toString('hex')}`;
  await administer(server, admin => admin`create database ${admin(name)} template ${admin(template)}`);
  const url = databaseUrl(server, name);
  const sql = postgres(url, { max: 5, onnotice: () => {} });
  return {
    url,
    sql,
    drop: async () => {
      await sql.end({ timeout: 1 });
      await administer(server, admin => admin`drop database if exists ${admin(name)} with (force)`);
    },
  };
}

async function administer(server: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
