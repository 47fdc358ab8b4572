import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();
const age = (hours: number) =>
  on.test.sql`update presaves set updated_at = updated_at - make_interval(hours => ${hours})`;

it('tries a grant again five minutes after the DSP was unavailable, three days ahead too', async () => {
  const campaign = await makeCampaign(on.open.db, -70 * 3_600);
  await fansOn(on.open.db, campaign.id, names(2));
  await age(24);
  await drain(testContext(on.open.db, fakeDsp({ refresh: async () => ({ kind: 'unavailable', detail: '503' }) }).dsp), {
    budgetMs: 10_000,
  });
  await letTimePass(on.test); // next_attempt_at = now(): the five minutes are over
  const again = fakeDsp();
  expect(await drain(testContext(on.open.db, again.dsp), { budgetMs: 10_000 })).toMatchObject({ prepared: 2 });
});

it('confirms a refusal after half an hour, three days ahead too', async () => {
  const campaign = await makeCampaign(on.open.db, -70 * 3_600);
  await fansOn(on.open.db, campaign.id, names(2));
  await age(24);
  const refused = fakeDsp({ refresh: async () => ({ kind: 'grant_rejected', detail: 'x' }) });
  await drain(testContext(on.open.db, refused.dsp), { budgetMs: 10_000 });
  await letTimePass(on.test);
  await drain(testContext(on.open.db, refused.dsp), { budgetMs: 10_000 });
  expect(refused.calls.refreshed).toHaveLength(4);
});

it('saves a release that turns while the grants of another are being tried', async () => {
  const later = await makeCampaign(on.open.db, -1_800);
  await fansOn(on.open.db, later.id, names(400, 'later'));
  const soon = await makeCampaign(on.open.db, -2);
  await fansOn(on.open.db, soon.id, names(3, 'soon'));
  const { dsp } = fakeDsp({
    refresh: async grant => {
      if (grant.refreshToken.includes('later')) await sleep(700);
      return { kind: 'ok', access: { token: grant.refreshToken, expiresAt: Infinity }, rotated: null };
    },
  });
  await on.test.sql`update presaves set readiness = 3 where account_key like '%soon%'`;
  const stop = new AbortController();
  const running = drain(testContext(on.open.db, dsp), { budgetMs: 50_000, signal: stop.signal });
  await vi.waitFor(async () => expect((await statesOf(on.test))['saved']).toBe(3), { timeout: 20_000, interval: 50 });
  const left = await on.test
    .sql`select count(*)::int as n from presaves where account_key like '%later%' and readiness < 3`;
  expect(left[0]?.['n'], 'while there was still something to prepare').toBeGreaterThan(0);
  stop.abort();
  await running;
});
