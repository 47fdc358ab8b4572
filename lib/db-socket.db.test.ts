import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { openDatabase, type OpenDatabase } from './db';
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

const SILENCE_MS = 1_500;

function begin(): OpenDatabase {
  open = openDatabase(proxy.url(test.url), { max: 3, silenceMs: SILENCE_MS });
  return open;
}

it('keeps a LISTEN that hears nothing', async () => {
  const { client, close } = begin();
  const heard: string[] = [];
  let connected = 0;
  await client.listen(
    'quiet',
    message => heard.push(message),
    () => (connected += 1),
  );
  const [before] =
    await test.sql`select pid from pg_stat_activity where query ilike 'listen%' and datname = current_database()`;
  await test.sql`select pg_sleep(${(SILENCE_MS + 2_500) / 1_000}::float8)`;
  expect(
    await test.sql`select pid from pg_stat_activity where query ilike 'listen%' and datname = current_database()`,
  ).toEqual([before]);
  expect(connected).toBe(1);
  await test.sql`select pg_notify('quiet', 'still there')`;
  await vi.waitFor(() => expect(heard).toEqual(['still there']), { interval: 10 });
  await close();
});

it('keeps a connection that is idle after its answers', async () => {
  const { db, close } = begin();
  const pid = async () => (await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid;
  await db.transaction(tx => tx.execute(sql`select 1`));
  const first = await pid();
  await test.sql`select pg_sleep(${(SILENCE_MS + 2_500) / 1_000}::float8)`;
  expect(await pid()).toBe(first);
  await close();
});
