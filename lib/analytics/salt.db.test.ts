import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../db';
import { releaseDayDatabase } from '../testing/release-day';
import { saltOfToday, turnSalt } from './salt';

const on = releaseDayDatabase();
const holder = globalThis as { upbeatSalt?: unknown };

beforeEach(async () => {
  delete holder.upbeatSalt;
  await on.test.sql`delete from visitor_salt`;
});
afterEach(() => vi.useRealTimers());

const yesterday = () => on.test.sql`update visitor_salt set day = day - 1`;

it('all instances have one salt a day, whoever asks first', async () => {
  for (let day = 0; day < 3; day++) {
    const pools = Array.from({ length: 8 }, () => openDatabase(on.test.url, { max: 1 }));
    const salts = await Promise.all(pools.map(({ db }) => turnSalt(db)));
    await Promise.all(pools.map(pool => pool.close()));
    expect(new Set(salts.map(({ salt, day: of }) => `${of} ${salt.toString('hex')}`)).size).toBe(1);
    await yesterday();
  }
});

it('a new day replaces it, and the old one is nowhere any more', async () => {
  const before = await turnSalt(on.open.db);
  expect(before.salt).toHaveLength(32);
  expect(before.left).toBeGreaterThan(0);
  expect(before.left).toBeLessThanOrEqual(86_400_000);
  await yesterday();
  const after = await turnSalt(on.open.db);
  expect(after.day).toBe(before.day);
  expect(after.salt.equals(before.salt)).toBe(false);
  expect(await on.test.sql`select encode(salt, 'hex') as hex from visitor_salt`).toEqual([
    { hex: after.salt.toString('hex') },
  ]);
});

it('is asked for once a minute at most, and not kept in memory for longer', async () => {
  const first = await saltOfToday(on.open.db, 0);
  await yesterday();
  expect(await saltOfToday(on.open.db, 59_000)).toBe(first);
  expect((await saltOfToday(on.open.db, 61_000)).salt.equals(first.salt)).toBe(false);

  delete holder.upbeatSalt;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await saltOfToday(on.open.db, 0);
  expect(holder.upbeatSalt).toBeDefined();
  vi.advanceTimersByTime(60_000);
  expect(holder.upbeatSalt).toBeUndefined();
});

it('a clock that goes back asks again', async () => {
  await saltOfToday(on.open.db, 10_000_000);
  await yesterday();
  const again = await saltOfToday(on.open.db, 0);
  expect(again.salt.equals((await turnSalt(on.open.db)).salt)).toBe(true);
});
