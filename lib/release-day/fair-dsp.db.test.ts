import { describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, otherDsp, releaseDayDatabase, unanswered } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

/** Ten fans on each of two DSPs; the second does what the test says. Answers how many are saved where. */
async function twoDsps(answers: Partial<SavingDsp>) {
  const campaign = await makeCampaign(on.open.db, 5);
  await on.test
    .sql`insert into campaign_services (campaign_id, dsp, uri, url) values (${campaign.id}, 'deezer', 'd', 'https://d')`;
  await fansOn(on.open.db, campaign.id, names(10));
  await fansOn(on.open.db, campaign.id, names(10), { dsp: 'deezer' });
  const spotify = fakeDsp();
  const deezer = otherDsp('deezer', answers);
  const stop = new AbortController();
  const dsps = new Map([deezer, spotify.dsp].map(dsp => [dsp.dsp, dsp]));
  const ctx = testContext(on.open.db, spotify.dsp, { dsps });
  const running = drain(ctx, { budgetMs: 60_000, signal: stop.signal });
  return { running, stop };
}

const saved = async () =>
  Object.fromEntries(
    (
      await on.test.sql<
        { dsp: string; n: number }[]
      >`select dsp, count(*)::int as n from presaves where state = 'saved' group by dsp`
    ).map(({ dsp, n }) => [dsp, n]),
  );

describe('a DSP', () => {
  it.each(['save', 'refresh'] as const)('that never answers a %s holds up no other', async method => {
    const over = new AbortController();
    const hangs: Partial<SavingDsp> = {
      save: () => unanswered(over.signal),
      refresh: () => unanswered(over.signal),
    };
    const { running, stop } = await twoDsps({ [method]: hangs[method] });
    await vi.waitFor(async () => expect(await saved()).toEqual({ spotify: 10 }), { timeout: 4_000, interval: 20 });
    stop.abort();
    over.abort();
    await running;
  });
});
