import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, letTimePass, names, releaseDayDatabase, statesOf, unanswered } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

/** A DSP that answers some fans after `ms` and others never; `aborted` are instants of calls that were broken off. */
function partlyDead(ms: number): { dsp: SavingDsp; begun: string[]; aborted: number[]; inFlight: () => number } {
  const begun: string[] = [];
  const aborted: number[] = [];
  let inFlight = 0;
  const dsp: SavingDsp = {
    ...fakeDsp().dsp,
    save: async ({ token }, _, signal) => {
      begun.push(token);
      inFlight += 1;
      try {
        if (!token.includes('hang')) {
          await sleep(ms);
          return { kind: 'ok', proof: 'saved' };
        }
        const answer = await unanswered(signal);
        aborted.push(performance.now());
        return answer;
      } finally {
        inFlight -= 1;
      }
    },
  };
  return { dsp, begun, aborted, inFlight: () => inFlight };
}

const seconds = (from: number) => (performance.now() - from) / 1_000;

describe('a stop in mid-batch', () => {
  it('begins nothing more, lets calls in flight come to their end, breaks off those that hang, and leaves no lease', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, [...names(4, 'hang'), ...names(200)]);
    // in front, and in lanes so small that they are met among the first calls and not by chance
    await on.test
      .sql`update presaves set next_attempt_at = next_attempt_at - interval '1 minute' where account_key like '%hang%'`;
    const dead = partlyDead(1_500);
    const stop = new AbortController();
    const running = drain(testContext(on.open.db, dead.dsp), {
      budgetMs: 60_000,
      signal: stop.signal,
      lanes: 2,
      laneSize: 12,
    });
    const met = (kind: string) => dead.begun.some(token => token.includes(kind));
    await vi.waitFor(() => expect([met('hang'), met('fan'), dead.inFlight() >= 8]).toEqual([true, true, true]), {
      timeout: 20_000,
      interval: 1,
    });
    const stoppedAt = performance.now();
    stop.abort();
    const begun = dead.begun.length;
    const healthy = dead.begun.filter(token => token.includes('fan')).length;
    const done = await running;
    expect(seconds(stoppedAt)).toBeLessThan(10);
    expect(dead.begun, 'nothing new').toHaveLength(begun);
    expect(done.saved, 'each call that was answered counts').toBe(healthy);
    expect(dead.aborted.length).toBeGreaterThan(0);
    for (const at of dead.aborted) expect((at - stoppedAt) / 1_000, 'a grace').toBeGreaterThan(2);
    expect(await statesOf(on.test)).toEqual({ saved: healthy, held: 204 - healthy });
    expect(await on.test.sql`select distinct attempts, rescues from presaves`, 'held against nobody').toEqual([
      { attempts: 0, rescues: 0 },
    ]);
    await letTimePass(on.test);
    expect(await drain(testContext(on.open.db, fakeDsp().dsp), { budgetMs: 20_000 })).toMatchObject({
      saved: 204 - healthy,
    });
  });

  it('ends while a grant that is tried ahead gets no answer', async () => {
    const campaign = await makeCampaign(on.open.db, -1_800);
    await fansOn(on.open.db, campaign.id, names(2));
    let asked = 0;
    const dsp: SavingDsp = {
      ...fakeDsp().dsp,
      refresh: (_, signal) => {
        asked += 1;
        return unanswered(signal);
      },
    };
    const stop = new AbortController();
    const running = drain(testContext(on.open.db, dsp), { budgetMs: 60_000, signal: stop.signal });
    await vi.waitFor(() => expect(asked).toBe(2), { interval: 5 });
    const stoppedAt = performance.now();
    stop.abort();
    expect(await running).toMatchObject({ prepared: 2 });
    expect(seconds(stoppedAt)).toBeLessThan(9.5);
    expect(await on.test.sql`select distinct state, readiness from presaves`).toEqual([
      { state: 'held', readiness: 0 },
    ]);
  });
});
