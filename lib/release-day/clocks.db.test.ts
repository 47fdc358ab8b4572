import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import type { Env } from '../env';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext, testRing } from '../testing/worker';
import { claimDue } from './claim';
import { workerContext } from './context';
import { drain } from './drain';
import { openMarkets } from './probe';
import { Pacer } from './pacer';
import type { WorkerContext } from './types';

const on = releaseDayDatabase();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const MINUTE = 60_000;
const OFF = [-1_440, -10, 10, 1_440].map(minutes => minutes * MINUTE);
const BUDGET = { budgetMs: 20_000 };

/** From here on this machine's clock is off by so much. */
function putClock(off: number): void {
  const { timeOrigin } = performance;
  const now = Date.now() + off;
  vi.useFakeTimers({ toFake: ['Date'], now });
  vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(timeOrigin + off);
}

async function contextFor(dsp: SavingDsp): Promise<WorkerContext> {
  const env: Env = {
    appUrl: 'https://upbeat.example',
    databaseUrl: on.test.url,
    authSecret: '',
    cronSecret: '',
    signIn: { google: null, spotify: null },
    signUp: 'open',
    smtpUrl: null,
    mailFrom: { name: 'Upbeat', address: 'no-reply@upbeat.example' },
    operator: { name: null, email: null },
    keyRing: testRing,
    trustedProxies: null,
    countryHeader: null,
    spotify: null,
    appleMusic: null,
    deezer: null,
    deezerApiUrl: 'http://127.0.0.1:9',
    soundcloud: null,
    tidal: null,
    youtubeMusic: null,
  };
  return { ...(await workerContext(on.open, env)), dsps: new Map([[dsp.dsp, dsp]]) };
}

/** A DSP that notes the database's time of every probe and save. */
function timedDsp(answers: Partial<SavingDsp> = {}): { dsp: SavingDsp; at: { probed: number[]; saved: number[] } } {
  const at = { probed: [] as number[], saved: [] as number[] };
  const { dsp } = fakeDsp(answers);
  return {
    at,
    dsp: {
      ...dsp,
      probe: async (...given) => {
        at.probed.push(await databaseTime(on.test));
        return dsp.probe(...given);
      },
      save: async (...given) => {
        at.saved.push(await databaseTime(on.test));
        return dsp.save(...given);
      },
    },
  };
}

describe.each(OFF)('a machine whose clock is off by %i ms', off => {
  it('asks, opens and saves from the moment on by the database’s clock, and not before', async () => {
    const campaign = await makeCampaign(on.open.db, -1);
    await fansOn(on.open.db, campaign.id, names(10));
    const { dsp, at } = timedDsp();
    putClock(off);
    await vi.waitFor(
      async () => {
        await drain(await contextFor(dsp), BUDGET);
        expect(await statesOf(on.test)).toEqual({ saved: 10 });
      },
      { timeout: 8_000, interval: 20 },
    );
    const [moment] = await on.test.sql<{ ms: number; late: number; opened: boolean }[]>`
      select (extract(epoch from release_at) * 1000)::float8 as ms, (select bool_and(opened_at >= moment) from market_openings) as opened,
        (select extract(epoch from max(saved_at) - release_at)::float8 from presaves) as late from campaigns`;
    expect(at.saved).toHaveLength(10);
    expect(Math.min(...at.saved, ...at.probed)).toBeGreaterThanOrEqual(moment!.ms);
    expect(moment).toMatchObject({ opened: true });
    expect(moment!.late, 'and not much later either').toBeLessThan(5);
  });

  it('leaves the leases of others alone, and takes those that have run out', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(4));
    const { dsp } = fakeDsp();
    const other = testContext(on.open.db, dsp);
    await openMarkets({ ctx: other, pacer: new Pacer(other, dsp), stop: new AbortController().signal });
    await claimDue(other, { of: 'campaign', campaignId: campaign.id, dsp: 'spotify', limit: 4 });
    putClock(off);
    expect(await drain(await contextFor(dsp), BUDGET)).toMatchObject({ rescued: 0, claimed: 0 });
    expect(await on.test.sql`select distinct state, lease_owner from presaves`).toEqual([
      { state: 'saving', lease_owner: other.owner },
    ]);
    await on.test.sql`update presaves set lease_until = now() - interval '1 ms'`;
    expect(await drain(await contextFor(dsp), BUDGET)).toMatchObject({ rescued: 4, saved: 4 });
  });

  it('writes instants that are the database’s', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(2));
    const { dsp } = fakeDsp({
      save: async ({ token }) =>
        token.endsWith('0') ? { kind: 'unavailable', detail: '503' } : { kind: 'rate_limited', retryAfterMs: 30_000 },
    });
    putClock(off);
    await drain(await contextFor(dsp), { ...BUDGET, laneSize: 1, lanes: 1 });
    await drain(await contextFor(dsp), { ...BUDGET, laneSize: 1, lanes: 1 });
    const [row] = await on.test.sql`
      select bool_and(next_attempt_at between now() - interval '5 s' and now() + interval '2 min') as soon,
        (select blocked_until between now() and now() + interval '40 s' from pace_gates) as shut from presaves`;
    expect(row).toEqual({ soon: true, shut: true });
  });
});

it('takes no notice of a clock that is put right, or wrong, in mid-run', async () => {
  const out = await makeCampaign(on.open.db, 5);
  const later = await makeCampaign(on.open.db, -600);
  await fansOn(on.open.db, out.id, names(60, 'out'));
  await fansOn(on.open.db, later.id, names(5, 'later'));
  const jumps = [1_440, -10, 10, -1_440, 0].map(minutes => minutes * MINUTE);
  const { dsp, calls } = fakeDsp({
    save: async () => {
      // every twelfth save the clock is somewhere else
      const jump = calls.saved.length % 12 === 0 ? jumps[calls.saved.length / 12 - 1] : undefined;
      if (jump !== undefined) vi.setSystemTime(REAL() + jump);
      await sleep(20);
      return { kind: 'ok', proof: 'saved' };
    },
  });
  const began = performance.now();
  const epoch = Date.now();
  const REAL = () => epoch + performance.now() - began;
  vi.useFakeTimers({ toFake: ['Date'] });
  const contexts = await Promise.all([contextFor(dsp), contextFor(dsp)]);
  const done = await Promise.all(contexts.map(ctx => drain(ctx, { ...BUDGET, laneSize: 10, lanes: 2 })));
  expect(done.reduce((sum, { saved }) => sum + saved, 0)).toBe(60);
  expect(done.reduce((sum, { rescued }) => sum + rescued, 0)).toBe(0);
  expect(calls.saved).toHaveLength(60);
  expect(calls.saved.filter(token => token.includes('later'))).toEqual([]);
  expect((await on.test.sql`select count(*)::int as n from market_openings`)[0]).toEqual({ n: 1 });
});
