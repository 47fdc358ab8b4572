import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { seedPresaves } from '../../scripts/bench-seed';
import { openDatabase, type OpenDatabase } from '../db';
import { makeCampaign } from '../testing/campaigns';
import { names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { startTcpProxy, type TcpProxy } from '../testing/tcp-proxy';
import { fakeDsp, testContext, testRing } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase({ max: 6 });
let proxy: TcpProxy;
let far: OpenDatabase;
beforeAll(async () => {
  const { hostname, port } = new URL(on.test.url);
  proxy = await startTcpProxy({ host: hostname, port: Number(port) });
});
beforeEach(() => {
  far = openDatabase(proxy.url(on.test.url), { max: 16, silenceMs: 1_500 });
});
afterAll(() => proxy.close());

const FANS = 400;
/** as many calls as may be in flight at the start, grown a little, and results not yet written: a hundred rows in each of four lanes */
const IN_FLIGHT = 400;

/** What happens to the database's connections in the middle of a drain, and how often. */
const DISTURBANCES: [name: string, times: number, disturb: () => Promise<unknown>][] = [
  ['all connections are reset', 3, async () => proxy.resetAll()],
  [
    'every session is ended by the server',
    3,
    () =>
      on.test.sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.catch(() => undefined),
  ],
  [
    'the database refuses for a while',
    1,
    async () => {
      await proxy.refuse(true);
      proxy.resetAll();
      await sleep(1_500);
      await proxy.refuse(false);
    },
  ],
  [
    'everything vanishes for a while',
    1,
    async () => {
      proxy.blackHole(true);
      await sleep(4_000);
      proxy.blackHole(false);
    },
  ],
];

it.each(DISTURBANCES)('goes on until nobody is left when %s', async (_name, times, disturb) => {
  const campaign = await makeCampaign(on.open.db, 5);
  await seedPresaves(on.test.sql, testRing, {
    campaignId: campaign.id,
    territory: 'DE',
    fans: names(FANS).map(name => ({
      key: `key of ${name}`,
      refreshToken: `token of ${name}`,
    })),
  });
  const { dsp, calls } = fakeDsp({
    save: async () => {
      await sleep(15);
      return { kind: 'ok', proof: 'saved' };
    },
  });
  const over = new AbortController();
  const working = (async () => {
    while (!over.signal.aborted) {
      await drain(testContext(far.db, dsp), { budgetMs: 40_000 });
      await sleep(5);
    }
  })();
  let done = 0;
  for (let i = 1; i <= times; i++) {
    await vi.waitFor(() => expect(calls.saved.length).toBeGreaterThanOrEqual(done + FANS / 10), {
      timeout: 15_000,
      interval: 2,
    });
    await disturb();
    done = calls.saved.length;
    if (done > FANS * 0.8) break;
  }
  await vi.waitFor(
    async () => {
      // those whose worker lost them: their leases run out
      await on.test.sql`update presaves set lease_until = lease_until - interval '1 second' where state = 'saving'
        and id in (select id from presaves where state = 'saving' for update skip locked)`;
      await on.test.sql`update presaves set next_attempt_at = now() where state = 'held' and next_attempt_at > now()`;
      expect(await statesOf(on.test)).toEqual({ saved: FANS });
    },
    { timeout: 20_000, interval: 100 },
  );
  over.abort();
  await working;
  const fans = new Map<string, number>();
  for (const token of calls.saved) fans.set(token, (fans.get(token) ?? 0) + 1);
  expect(fans.size).toBe(FANS);
  expect(calls.saved.length - FANS).toBeLessThanOrEqual(times * IN_FLIGHT);
  expect(Math.max(...fans.values())).toBeLessThanOrEqual(3);
  await far.close();
});
