import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from './postgres';
import { readPostmaster } from './postgres-state';

const home = mkdtempSync(join(tmpdir(), 'upbeat-pg-'));
// mkdtemp makes it 0700: as root, the server's own user could not get in.
chmodSync(home, 0o755);
const dataDir = join(home, 'pg');

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function ask(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql`select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone`;
    return row;
  } finally {
    await sql.end();
  }
}

test('a server is joined while somebody uses it, and gone after the last one', async () => {
  const first = await startPostgres({ dataDir });
  const second = await startPostgres({ dataDir });
  expect([first.reused, second.reused]).toEqual([false, true]);
  expect(second.port).toBe(first.port);
  await first.stop();
  expect(await ask(second.url('postgres'))).toEqual({ encoding: 'UTF8', zone: 'UTC' });
  await second.stop();
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
  await expect(ask(second.url('postgres'))).rejects.toThrow(/ECONNREFUSED/);
});

test('a killed server starts again, and two starts at once share one', async () => {
  const killed = await startPostgres({ dataDir });
  process.kill(readPostmaster(dataDir)?.pid ?? 0, 'SIGKILL');
  const both = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
  expect(both[0].port).toBe(both[1].port);
  expect(await ask(both[1].url('postgres'))).toMatchObject({ encoding: 'UTF8' });
  for (const server of [killed, ...both]) await server.stop();
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
});

test('what stands in the way is named', async () => {
  const wrong = join(home, 'wrong');
  mkdirSync(wrong);
  writeFileSync(join(wrong, 'PG_VERSION'), '12\n');
  await expect(startPostgres({ dataDir: wrong })).rejects.toThrow(/Its last words:\n.+/);
}, 30_000);
