import { expect, it } from 'vitest';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, letTimePass, names, releaseDayDatabase } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

/** A token route that refuses whom `refuses` says. */
const refusing = (refuses: (token: string) => boolean) =>
  fakeDsp({
    refresh: async ({ refreshToken }) =>
      refuses(refreshToken)
        ? { kind: 'grant_rejected', detail: 'revoked' }
        : { kind: 'ok', access: { token: refreshToken, expiresAt: Infinity }, rotated: null },
  });

const shutFor = async () => {
  const [gate] = await on.test.sql<{ seconds: number | null }[]>`
    select extract(epoch from blocked_until - clock_timestamp())::float8 as seconds from pace_gates`;
  return gate?.seconds ?? 0;
};
/** The block is over: what a worker that waited would find. */
const openGate = async () => {
  const now = await databaseTime(on.test);
  await on.test
    .sql`update pace_gates set blocked_until = null, reason = null, pace = jsonb_set(pace, '{until}', ${String(now - 1)}::jsonb)`;
};
it('pauses for longer in the next drain too', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(120));
  const storm = refusing(() => true);
  const pauses: number[] = [];
  for (let round = 0; round < 3; round++) {
    await drain(testContext(on.open.db, storm.dsp), { budgetMs: 4_000 });
    pauses.push(Math.ceil(await shutFor()));
    await letTimePass(on.test);
    await openGate();
  }
  expect(pauses[1] ?? 0).toBeGreaterThan((pauses[0] ?? 0) + 10);
});

it('one burst of refusals is one storm', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(400));
  const { dsp } = fakeDsp({ refresh: async () => ({ kind: 'grant_rejected', detail: 'x' }) });
  await drain(testContext(on.open.db, dsp), { budgetMs: 4_000 });
  const [gate] = await on.test
    .sql`select extract(epoch from blocked_until - clock_timestamp())::float8 as s from pace_gates`;
  expect(gate?.['s']).toBeLessThan(41);
});
