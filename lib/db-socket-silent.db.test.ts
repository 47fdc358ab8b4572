import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { isDatabaseAway, openDatabase, type OpenDatabase } from './db';
import { testDatabase, type TestDatabase } from './testing/database';
import { startTcpProxy, type TcpProxy } from './testing/tcp-proxy';

let test: TestDatabase;
let proxy: TcpProxy;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  const { hostname, port } = new URL(test.url);
  proxy = await startTcpProxy({ host: hostname, port: Number(port) });
});
afterAll(async () => {
  await proxy.close();
  await test.drop();
});

afterEach(async () => {
  proxy.blackHole(false);
  await open.close();
});

const SILENCE_MS = 1_500;
/** the look is once a second, and a machine may be busy */
const SLACK_MS = 2_000;

function begin(): OpenDatabase {
  open = openDatabase(proxy.url(test.url), { max: 3, silenceMs: SILENCE_MS });
  return open;
}

async function failureOf(query: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const began = performance.now();
  const error = await query.then(
    () => null,
    (failed: unknown) => failed,
  );
  return { error, ms: performance.now() - began };
}

it('fails a query that is sent into a black hole, and takes up again afterwards', async () => {
  const { db } = begin();
  await db.execute(sql`select 1`);
  proxy.blackHole(true);
  const { error, ms } = await failureOf(db.execute(sql`select 2`));
  expect(isDatabaseAway(error)).toBe(true);
  expect(ms).toBeGreaterThanOrEqual(SILENCE_MS - 1_000);
  expect(ms).toBeLessThan(SILENCE_MS + SLACK_MS);
  proxy.blackHole(false);
  await vi.waitFor(() => db.execute(sql`select 3`), { timeout: 4_000, interval: 50 });
});

it('fails a query whose answer is lost, inside a transaction too', async () => {
  const { db } = begin();
  const lost = failureOf(
    db.transaction(async tx => {
      await tx.execute(sql`select 1`);
      proxy.blackHole(true);
      await tx.execute(sql`select 2`);
    }),
  );
  const { error, ms } = await lost;
  expect(isDatabaseAway(error)).toBe(true);
  expect(ms).toBeLessThan(SILENCE_MS + SLACK_MS);
});

it('fails queries that wait in a pool whose sockets have all gone silent', async () => {
  const { db } = begin();
  await Promise.all([1, 2, 3].map(() => db.execute(sql`select pg_sleep(0.05)`)));
  proxy.blackHole(true);
  const failures = await Promise.all(Array.from({ length: 9 }, (_, i) => failureOf(db.execute(sql`select ${i}::int`))));
  for (const { error } of failures) expect(isDatabaseAway(error)).toBe(true);
  proxy.blackHole(false);
  await vi.waitFor(() => db.execute(sql`select 3`), { timeout: 4_000, interval: 50 });
});
