import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

it('healthy rows of a slow DSP are not taken for poison', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(300));
  const { dsp } = fakeDsp({
    refresh: async grant => {
      await sleep(100);
      return { kind: 'ok', access: { token: grant.refreshToken, expiresAt: Infinity }, rotated: null };
    },
    save: async () => {
      await sleep(100);
      return { kind: 'ok', proof: 'saved' };
    },
  });
  await drain(testContext(on.open.db, dsp, { callLimitMs: 1_000 }), { budgetMs: 24_000 });
  expect(await on.test.sql`select rescues, count(*)::int as n from presaves group by 1 order by 1`).toEqual([
    { rescues: 0, n: 300 },
  ]);
});

it('rows that hang in our own code do not use up the calls in flight of the others', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(12, 'hang'));
  const { dsp } = fakeDsp({
    save: async ({ token }) => (token.includes('hang') ? new Promise(() => undefined) : { kind: 'ok', proof: 'saved' }),
  });
  const stop = new AbortController();
  const context = testContext(on.open.db, dsp, { callLimitMs: 500 });
  // Ended by the test, not by a budget or because nothing is due just now: a slow machine must not decide.
  const running = (async () => {
    while (!stop.signal.aborted) await drain(context, { budgetMs: 60_000, lanes: 1, signal: stop.signal });
  })();
  const hung = () => on.test.sql`select count(*)::int as n from presaves where rescues > 0`;
  await vi.waitFor(async () => expect((await hung())[0]).toEqual({ n: 12 }), { timeout: 20_000, interval: 10 });
  await fansOn(on.open.db, campaign.id, names(40));
  const others = () =>
    on.test.sql`select state, rescues, count(*)::int as n from presaves where account_key like '%fan%' group by 1, 2`;
  await vi.waitFor(async () => expect(await others()).toEqual([{ state: 'saved', rescues: 0, n: 40 }]), {
    timeout: 20_000,
    interval: 50,
  });
  stop.abort();
  await running;
});
