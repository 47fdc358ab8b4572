import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase, statesOf, unanswered } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

const hanging = () => fakeDsp({ save: (_access, _uri, signal) => unanswered(signal) }).dsp;

const seconds = (from: number) => (performance.now() - from) / 1_000;

describe('stop and budget', () => {
  it('ends while a catalogue does not answer', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(2));
    let asked = 0;
    const dsp: SavingDsp = {
      ...fakeDsp().dsp,
      probe: (_key, _market, signal) => {
        asked += 1;
        // no adapter waits longer than its own time-out
        return Promise.race([unanswered(signal), sleep(10_000, { kind: 'unavailable', detail: 'no answer' } as const)]);
      },
    };
    const stop = new AbortController();
    const running = drain(testContext(on.open.db, dsp), { budgetMs: 60_000, signal: stop.signal });
    await vi.waitFor(() => expect(asked).toBe(1), { interval: 5 });
    const stoppedAt = performance.now();
    stop.abort();
    await running;
    expect(seconds(stoppedAt)).toBeLessThan(9.5);
    expect(await statesOf(on.test)).toEqual({ held: 2 });
  });

  it('of 2 s is not overrun by calls that hang', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(30, 'hang'));
    const began = performance.now();
    await drain(testContext(on.open.db, hanging()), { budgetMs: 2_000 });
    expect(performance.now() - began).toBeLessThan(2_200);
    expect(await statesOf(on.test)).toEqual({ held: 30 });
  });
});
