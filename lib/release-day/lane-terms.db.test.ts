import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { moveRelease } from '../campaigns/move';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { bulletinOf } from './bulletin';
import { drain } from './drain';

vi.mock('../campaigns/cards', async () => {
  const { createHash } = await import('node:crypto');
  const bytes = Buffer.from('a picture');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const on = releaseDayDatabase();
const BUDGET = { budgetMs: 30_000 };

/** A DSP whose refresh takes longer than a lane holds its rows at a time; notes what the database says when a save begins. */
function slowDsp(refreshMs: number, saveMs: number) {
  const wrong: string[] = [];
  const { dsp, calls } = fakeDsp({
    refresh: async ({ refreshToken }) => {
      await sleep(refreshMs);
      return { kind: 'ok', access: { token: refreshToken, expiresAt: Infinity }, rotated: null };
    },
    save: async ({ token }) => {
      const [row] = await on.test.sql`
        select c.release_at <= clock_timestamp() as out, p.state from presaves p join campaigns c on c.id = p.campaign_id
        where p.account_key = ${token.replace('token', 'key')}`;
      if (row?.['state'] !== 'saving' || row['out'] !== true) wrong.push(`${token}: ${JSON.stringify(row)}`);
      await sleep(saveMs);
      return { kind: 'ok', proof: 'saved' };
    },
  });
  return { dsp, calls, wrong };
}

it('saves fans whose calls take longer than a lane holds its rows at a time, once each', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(30));
  const { dsp, calls, wrong } = slowDsp(700, 1_300);
  const done = await Promise.all(
    [1, 2].map(() => drain(testContext(on.open.db, dsp), { ...BUDGET, laneSize: 10, lanes: 2 })),
  );
  expect(done.reduce((sum, { saved }) => sum + saved, 0)).toBe(30);
  expect(calls.saved).toHaveLength(30);
  expect(wrong).toEqual([]);
  expect(await on.test.sql`select distinct state, attempts, rescues from presaves`).toEqual([
    { state: 'saved', attempts: 0, rescues: 0 },
  ]);
});

it('begins no save after a move that came while permissions were being refreshed', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(12));
  const { dsp, calls, wrong } = slowDsp(1_800, 10);
  const running = drain(testContext(on.open.db, dsp), BUDGET);
  await vi.waitFor(() => expect(calls.refreshed).toHaveLength(12), { timeout: 5_000, interval: 5 });
  const began = performance.now();
  const at = (await databaseTime(on.test)) + 3_600_000;
  expect(await moveRelease(on.open.db, campaign.slug, { mode: 'instant', at })).toMatchObject({ stopped: 12 });
  expect(performance.now() - began, 'waits for a hold and not for the calls').toBeLessThan(1_700);
  await running;
  expect(calls.saved).toEqual([]);
  expect(wrong).toEqual([]);
  expect(await on.test.sql`select distinct state, reason, attempts, rescues from presaves`).toEqual([
    { state: 'held', reason: 'release_moved', attempts: 0, rescues: 0 },
  ]);
});

it('begins no save under a date that was moved away and back while permissions were being refreshed', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(12));
  const { dsp, calls, wrong } = slowDsp(1_800, 10);
  const ctx = testContext(on.open.db, dsp);
  const running = drain(ctx, { ...BUDGET, lanes: 2 });
  await vi.waitFor(() => expect(calls.refreshed).toHaveLength(12), { timeout: 5_000, interval: 5 });
  for (const ms of [3_600_000, -2_000])
    await moveRelease(on.open.db, campaign.slug, { mode: 'instant', at: (await databaseTime(on.test)) + ms });
  await running;
  await drain(testContext(on.open.db, dsp), BUDGET);
  expect(await statesOf(on.test)).toEqual({ saved: 12 });
  expect(calls.saved).toHaveLength(12);
  expect(wrong).toEqual([]);
});

it('begins no save for fans who withdraw while their permissions are being refreshed', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  const fans = await fansOn(on.open.db, campaign.id, names(10));
  const { dsp, calls, wrong } = slowDsp(1_800, 10);
  // as a worker hears of it: without that, a withdrawal may have to wait for the save that is being prepared
  const bulletin = bulletinOf(on.open);
  const running = drain(testContext(on.open.db, dsp, { bulletin }), BUDGET);
  await vi.waitFor(() => expect(calls.refreshed).toHaveLength(10), { timeout: 5_000, interval: 5 });
  await Promise.all(fans.slice(0, 5).map(fan => withdraw(fan.passToken, on.open.db)));
  await running;
  expect(calls.saved.toSorted()).toEqual(
    names(10)
      .slice(5)
      .map(name => `token of ${name}`),
  );
  expect(wrong).toEqual([]);
  expect(await statesOf(on.test)).toEqual({ withdrawn: 5, saved: 5 });
});
