import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';
import { runCronDrain } from './run';
import type { WorkerContext } from './types';

const on = releaseDayDatabase();

/** What `run` makes its contexts of. */
const contexts = vi.hoisted(() => ({ next: (): Promise<unknown> => Promise.reject(new Error('no context')) }));
vi.mock('./context', () => ({ workerContext: () => contexts.next() }));
vi.mock('./worker-database', () => ({ workerDatabase: () => null }));
vi.mock('../env', () => ({ env: () => null }));

function slowDsp(ms: number): { dsp: SavingDsp; begun: string[] } {
  const begun: string[] = [];
  const dsp: SavingDsp = {
    ...fakeDsp().dsp,
    save: async ({ token }) => {
      begun.push(token);
      await sleep(ms);
      return { kind: 'ok', proof: 'saved' };
    },
  };
  return { dsp, begun };
}

describe('a budget', () => {
  it.each([2_000, 4_000])('of %i ms is not overrun by a DSP that answers slowly', async budgetMs => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(200));
    const slow = slowDsp(400);
    const began = performance.now();
    const done = await drain(testContext(on.open.db, slow.dsp), { budgetMs });
    expect(performance.now() - began).toBeLessThan(budgetMs);
    expect(done.saved).toBe(slow.begun.length);
    expect(done).toMatchObject({ remaining: 200 - done.saved });
    expect(await statesOf(on.test)).toEqual({ saved: done.saved, held: 200 - done.saved });
  });
});

describe('cron calls of one process', () => {
  const never = new AbortController().signal;
  let made: WorkerContext[] = [];
  afterEach(() => (made = []));

  function drainOver(dsp: SavingDsp): void {
    contexts.next = async () => {
      const ctx = testContext(on.open.db, dsp);
      made.push(ctx);
      return ctx;
    };
  }

  it('that come while one drains share the drain after it, which sees what the first was too early for', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(20));
    const slow = slowDsp(300);
    drainOver(slow.dsp);
    const first = runCronDrain(never);
    await vi.waitFor(() => expect(slow.begun.length).toBeGreaterThan(0), { interval: 5 });
    const others = [runCronDrain(never), runCronDrain(never), runCronDrain(never)];
    expect(await first).toMatchObject({ saved: 20 });
    await fansOn(on.open.db, campaign.id, names(3, 'late'));
    const shared = await Promise.all(others);
    expect(shared.map(done => done?.saved)).toEqual([3, 3, 3]);
    expect(shared[1]).toBe(shared[0]);
    expect(made, 'one drain and the one after it').toHaveLength(2);
    expect(slow.begun).toHaveLength(23);
  });

  it('go on after one that failed', async () => {
    contexts.next = () => Promise.reject(new Error('the database is away'));
    await expect(runCronDrain(never)).rejects.toThrow('the database is away');
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(2));
    drainOver(slowDsp(1).dsp);
    expect(await runCronDrain(never)).toMatchObject({ saved: 2 });
  });

  it('share the next one also when the one that runs fails', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(2));
    contexts.next = async () => {
      await sleep(100);
      drainOver(slowDsp(1).dsp);
      throw new Error('the database is away');
    };
    const first = runCronDrain(never);
    const second = runCronDrain(never);
    await expect(first).rejects.toThrow('the database is away');
    expect(await second).toMatchObject({ saved: 2 });
  });
});
