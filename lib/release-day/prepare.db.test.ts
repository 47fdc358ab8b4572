import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();
const HOUR = 3_600;
const run = (dsp: SavingDsp) => drain(testContext(on.open.db, dsp), { budgetMs: 20_000 });

/** A campaign out in so many seconds, whose fans gave their permissions `since` hours ago. */
async function ahead(seconds: number, who: readonly string[], since = 24): Promise<{ id: string; slug: string }> {
  const campaign = await makeCampaign(on.open.db, -seconds);
  await fansOn(on.open.db, campaign.id, who);
  await age(since);
  return campaign;
}
const age = (hours: number) =>
  on.test.sql`update presaves set updated_at = updated_at - make_interval(hours => ${hours})`;
const releaseNow = () => on.test.sql`update campaigns set release_at = now() - interval '1 second'`;
const stages = async () =>
  (await on.test.sql<{ readiness: number }[]>`select distinct readiness from presaves order by 1`).map(
    row => row.readiness,
  );

/** Access tokens that end in an hour, as the real ones do. */
const hourly = (): SavingDsp['refresh'] => async grant => ({
  kind: 'ok',
  access: { token: `access for ${grant.refreshToken}`, expiresAt: (await databaseTime(on.test)) + HOUR * 1_000 },
  rotated: null,
});

describe('grants of coming releases', () => {
  it.each([
    [73, 0],
    [71, 1],
    [25, 1],
    [23, 2],
    [1.1, 2],
    [0.9, 3],
  ])('%d hours ahead have reached stage %i', async (hours, stage) => {
    await ahead(hours * HOUR, names(3));
    const { dsp, calls } = fakeDsp({ refresh: hourly() });
    expect(await run(dsp)).toMatchObject({ prepared: stage > 0 ? 3 : 0, saved: 0 });
    expect(await stages()).toEqual([stage]);
    await run(dsp);
    expect(calls.refreshed, 'once').toHaveLength(stage > 0 ? 3 : 0);
    expect(calls.saved).toEqual([]);
  });

  it('that are young are left alone, but for the last hour', async () => {
    await ahead(20 * HOUR, names(3), 11);
    const { dsp, calls } = fakeDsp({ refresh: hourly() });
    expect(await run(dsp)).toMatchObject({ prepared: 0 });
    await on.test.sql`update campaigns set release_at = now() + interval '30 minutes'`;
    expect(await run(dsp)).toMatchObject({ prepared: 3 });
    expect(calls.refreshed).toHaveLength(3);
  });

  it('leave only the save to be done at the moment', async () => {
    await ahead(HOUR / 2, names(5));
    const early = fakeDsp({ refresh: hourly() });
    await run(early.dsp);
    await releaseNow();
    const { dsp, calls } = fakeDsp();
    expect(await run(dsp)).toMatchObject({ saved: 5 });
    expect(calls.refreshed).toEqual([]);
    expect(calls.saved.toSorted()).toEqual(names(5).map(name => `access for token of ${name}`));
  });

  it('are fetched anew where the access has run out or is refused meanwhile', async () => {
    await ahead(HOUR / 2, names(4));
    await run(fakeDsp({ refresh: hourly() }).dsp);
    await on.test.sql`update grants set access_expires_at = now() + interval '5 seconds'
      where presave_id in (select id from presaves where account_key in ('key of fan0', 'key of fan1'))`;
    await releaseNow();
    const { dsp, calls } = fakeDsp({
      save: async ({ token }) =>
        token === 'access for token of fan2' ? { kind: 'access_expired' } : { kind: 'ok', proof: 'saved' },
    });
    expect(await run(dsp)).toMatchObject({ saved: 4 });
    expect(calls.refreshed.toSorted()).toEqual(['token of fan0', 'token of fan1', 'token of fan2']);
    expect(await on.test.sql`select distinct attempts from presaves`).toEqual([{ attempts: 0 }]);
  });

  it('that rotate are kept, each time, and used at the moment', async () => {
    await ahead(70 * HOUR, ['ada']);
    const rotating = fakeDsp({
      refresh: async ({ refreshToken }) => ({
        kind: 'ok',
        access: { token: 'a', expiresAt: 0 },
        rotated: `${refreshToken}+`,
      }),
    });
    await run(rotating.dsp);
    for (const at of ['20 hours', '30 minutes']) {
      await on.test.sql`update campaigns set release_at = now() + ${at}::interval`;
      await age(24);
      await run(rotating.dsp);
    }
    expect(rotating.calls.refreshed).toEqual(['token of ada', 'token of ada+', 'token of ada++']);
    await releaseNow();
    await run(rotating.dsp);
    expect(rotating.calls.refreshed.at(-1)).toBe('token of ada+++');
    expect(await statesOf(on.test)).toEqual({ saved: 1 });
  });

  it('that are refused are confirmed over hours, and then the fan is asked to renew', async () => {
    await ahead(HOUR * 0.9, names(2));
    const refused = fakeDsp({ refresh: async () => ({ kind: 'grant_rejected', detail: 'revoked' }) });
    for (const hours of [0, 1, 1]) {
      await on.test.sql`update grants set rejected_since = rejected_since - make_interval(hours => ${hours})`;
      await letTimePass(on.test);
      await run(refused.dsp);
      expect(await on.test.sql`select distinct state, reason from presaves`).toEqual([
        { state: 'held', reason: 'grant_unconfirmed' },
      ]);
      const [row] = await on.test.sql`select min(next_attempt_at) > now() as later from presaves`;
      expect(row).toEqual({ later: true });
      expect(await run(refused.dsp), 'not before its turn').toMatchObject({ prepared: 0 });
    }
    await on.test.sql`update grants set rejected_since = rejected_since - interval '2 hours'`;
    await letTimePass(on.test);
    await run(refused.dsp);
    expect(await on.test.sql`select distinct state, reason, attempts from presaves`).toEqual([
      { state: 'needs_reconnect', reason: 'grant_rejected', attempts: 0 },
    ]);
    expect((await on.test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 0 });
  });

  it('that were refused and answer again are confirmed, and nothing is held against them', async () => {
    await ahead(HOUR * 0.9, ['ada']);
    await run(fakeDsp({ refresh: async () => ({ kind: 'grant_rejected', detail: 'revoked' }) }).dsp);
    await letTimePass(on.test);
    const calm = fakeDsp({ refresh: hourly() });
    await run(calm.dsp);
    expect(await on.test.sql`select state, reason, readiness from presaves`).toEqual([
      { state: 'held', reason: 'grant_confirmed', readiness: 3 },
    ]);
    expect((await on.test.sql`select rejected_since from grants`)[0]).toEqual({ rejected_since: null });
    expect((await on.test.sql`select reason from ledger order by id`).map(row => row['reason'])).toEqual([
      'consented',
      'grant_unconfirmed',
      'grant_confirmed',
    ]);
    await releaseNow();
    expect(await run(calm.dsp)).toMatchObject({ saved: 1 });
  });

  it('of a DSP that was unavailable are tried again soon, and never later than the moment', async () => {
    await ahead(120, names(3));
    await run(fakeDsp({ refresh: async () => ({ kind: 'unavailable', detail: '503' }) }).dsp);
    const [row] = await on.test.sql`
      select bool_and(next_attempt_at <= (select release_at from campaigns)) as "inTime", max(attempts)::int as attempts from presaves`;
    expect(row).toEqual({ inTime: true, attempts: 0 });
    expect(await stages()).toEqual([0]);
    await on.test.sql`update campaigns set release_at = now() - interval '1 second'`;
    await on.test.sql`update presaves set next_attempt_at = next_attempt_at - interval '121 seconds'`;
    expect(await run(fakeDsp().dsp)).toMatchObject({ saved: 3 });
  });

  it('are tried once by many workers', async () => {
    await ahead(HOUR / 2, names(100));
    const { dsp, calls } = fakeDsp({
      refresh: async grant => {
        await sleep(5);
        return { kind: 'ok', access: { token: 'a', expiresAt: Infinity }, rotated: `${grant.refreshToken}+` };
      },
    });
    const done = await Promise.all(Array.from({ length: 4 }, () => run(dsp)));
    expect(done.reduce((sum, { prepared }) => sum + prepared, 0)).toBe(100);
    expect(calls.refreshed.toSorted()).toEqual(
      names(100)
        .map(name => `token of ${name}`)
        .toSorted(),
    );
    expect(await on.test.sql`select distinct version from grants`).toEqual([{ version: 2 }]);
  });

  it('of a fan who withdraws meanwhile are gone afterwards', async () => {
    const campaign = await makeCampaign(on.open.db, -HOUR / 2);
    const [fan] = await fansOn(on.open.db, campaign.id, ['ada']);
    let withdrawn: Promise<unknown> | undefined;
    const { dsp } = fakeDsp({
      refresh: async grant => {
        withdrawn ??= withdraw(fan!.passToken, on.open.db);
        await vi.waitFor(
          async () =>
            expect(
              await on.test
                .sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            ).toHaveLength(1),
          { interval: 5 },
        );
        return { kind: 'ok', access: { token: 'a', expiresAt: Infinity }, rotated: `${grant.refreshToken}+` };
      },
    });
    await run(dsp);
    expect(await withdrawn).toEqual({ kind: 'withdrawn' });
    expect(await statesOf(on.test)).toEqual({ withdrawn: 1 });
    expect((await on.test.sql`select sealed, sealed_access from grants`)[0]).toEqual({
      sealed: null,
      sealed_access: null,
    });
    await releaseNow();
    const after = fakeDsp();
    await run(after.dsp);
    expect(after.calls).toEqual({ refreshed: [], saved: [] });
  });
});
