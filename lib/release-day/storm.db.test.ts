import { describe, expect, it } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';
import { Pacer } from './pacer';
import { StormWatch } from './storm';

const on = releaseDayDatabase();
const BUDGET = { budgetMs: 20_000 };

/** A token route that refuses whom `refuses` says. */
const refusing = (refuses: (token: string) => boolean) =>
  fakeDsp({
    refresh: async ({ refreshToken }) =>
      refuses(refreshToken)
        ? { kind: 'grant_rejected', detail: 'revoked' }
        : { kind: 'ok', access: { token: refreshToken, expiresAt: Infinity }, rotated: null },
  });

const run = (dsp: SavingDsp) => drain(testContext(on.open.db, dsp), BUDGET);
const alive = async () =>
  (await on.test.sql<{ n: number }[]>`select count(*)::int as n from grants where sealed is not null`)[0]?.n;
const evidence = async () =>
  (await on.test.sql<{ n: number }[]>`select count(*)::int as n from grants where rejected_since is not null`)[0]?.n;
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
const hoursLater = (hours: number) =>
  on.test
    .sql`update grants set rejected_since = rejected_since - make_interval(hours => ${hours}) where rejected_since is not null`;

describe('refusals of everyone', () => {
  it('shut the gate for all, prove nothing, and destroy nothing; everybody is saved afterwards', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(120));
    const storm = refusing(() => true);
    for (let burst = 0; burst < 4; burst++) {
      await run(storm.dsp);
      expect(await shutFor(), `burst ${burst}`).toBeGreaterThan(5);
      const other = fakeDsp();
      await letTimePass(on.test);
      expect(await run(other.dsp), 'another worker waits too').toMatchObject({ claimed: 0 });
      expect(other.calls.refreshed).toEqual([]);
      await openGate();
    }
    expect(await alive()).toBe(120);
    expect(await statesOf(on.test)).toEqual({ held: 120 });
    await letTimePass(on.test);
    const calm = fakeDsp();
    for (let i = 0; i < 3; i++) await run(calm.dsp);
    expect(await statesOf(on.test)).toEqual({ saved: 120 });
    expect(calm.calls.saved).toHaveLength(120);
    expect(await on.test.sql`select distinct attempts from presaves`).toEqual([{ attempts: 0 }]);
  });

  it('that last for hours needs nobody to reconnect', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(60));
    const storm = refusing(() => true);
    for (let hour = 0; hour < 5; hour++) {
      await run(storm.dsp);
      await hoursLater(1);
      await letTimePass(on.test);
      await openGate();
    }
    expect(await statesOf(on.test)).toEqual({ held: 60 });
    expect(await alive()).toBe(60);
  });

  it('are forgotten: nobody of them is nearer to needing a new permission', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(40));
    await run(refusing(() => true).dsp);
    expect(await evidence()).toBe(0);
    expect(
      (await on.test.sql`select count(*)::int as n from presaves where state = 'held' and next_attempt_at <= now()`)[0],
    ).toEqual({
      n: 40,
    });
  });

  it('pause for twice as long each time, to ten minutes', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(200));
    const pauses: number[] = [];
    const storm = refusing(() => true);
    const ctx = testContext(on.open.db, storm.dsp);
    const ids = (await on.test.sql<{ id: string }[]>`select id from presaves limit 20`).map(row => row.id);
    for (let i = 0; i < 7; i++) {
      await openGate();
      await on.test.sql`update grants set rejected_since = clock_timestamp()`;
      // each drain has a watch of its own, and goes on where the one before left off
      const pacer = new Pacer(ctx, storm.dsp);
      await new StormWatch(ctx, pacer).note(
        ids.map(id => ({ id, state: 'held', reason: 'grant_unconfirmed' as const })),
      );
      await pacer.close();
      pauses.push(Math.round(await shutFor()));
    }
    expect(pauses.slice(0, 5)).toEqual([20, 40, 80, 160, 320]);
    expect(pauses.slice(5)).toEqual([600, 600]);
  });
});

describe('a storm that several workers meet', () => {
  const watchOf = (dsp: SavingDsp, secondsLater = 0) => {
    const given = testContext(on.open.db, dsp);
    const ctx = { ...given, now: () => given.now() + secondsLater * 1_000 };
    return new StormWatch(ctx, new Pacer(ctx, dsp));
  };
  const refused = (ids: readonly string[]) =>
    ids.map(id => ({ id, state: 'held', reason: 'grant_unconfirmed' as const }));
  const saved = (n: number) =>
    Array.from({ length: n }, () => ({ id: crypto.randomUUID(), state: 'saved', reason: 'saved' as const }));
  /** As a lane leaves them: to be asked again in half an hour. */
  const refuse = (ids: readonly string[]) => on.test.sql`
    with marked as (update grants set rejected_since = clock_timestamp() where presave_id = any(${ids as string[]}::uuid[]))
    update presaves set reason = 'grant_unconfirmed', next_attempt_at = now() + interval '30 minutes', updated_at = clock_timestamp()
    where id = any(${ids as string[]}::uuid[])`;
  const waiting = async () =>
    (await on.test.sql<{ n: number }[]>`select count(*)::int as n from presaves where next_attempt_at > now()`)[0]?.n;

  it('is one also for whoever had many good answers just before, or writes late what it met', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(100));
    const ids = (await on.test.sql<{ id: string }[]>`select id from presaves order by id`).map(row => row.id);
    const [lucky, unlucky] = [fakeDsp().dsp, fakeDsp().dsp];
    await refuse(ids.slice(0, 30));
    await watchOf(lucky).note([...saved(60), ...refused(ids.slice(0, 30))]);
    expect(await waiting(), 'to this one they look real').toBe(30);
    await refuse(ids.slice(30, 70));
    await watchOf(unlucky).note(refused(ids.slice(30, 70)));
    expect(await shutFor()).toBeGreaterThan(5);
    await refuse(ids.slice(70, 90));
    await watchOf(unlucky).aftermath();
    expect(await waiting(), 'not while the gate is shut').toBe(50);

    await watchOf(unlucky, 21).aftermath();
    expect(await waiting(), 'over: they are asked anew').toBe(0);
    expect(await evidence()).toBe(0);
    await refuse(ids.slice(90));
    await on.test.sql`update presaves set updated_at = now() + interval '40 seconds' where next_attempt_at > now()`;
    await watchOf(unlucky, 60).aftermath();
    expect(await waiting(), 'and who is refused in fair weather counts').toBe(10);
  });

  it('leaves those alone who are spread over a while', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(60));
    const ids = (await on.test.sql<{ id: string }[]>`select id from presaves order by id`).map(row => row.id);
    const { dsp } = fakeDsp();
    for (let i = 0; i < 3; i++) {
      await refuse(ids);
      await openGate();
      await watchOf(dsp).note(refused(ids));
    }
    const spread = await on.test.sql`select id, next_attempt_at from presaves order by id`;
    expect(await waiting()).toBeGreaterThan(40);
    await watchOf(dsp, 200).aftermath();
    expect(await on.test.sql`select id, next_attempt_at from presaves order by id`).toEqual(spread);
  });
});

describe('a few real refusals among many good answers', () => {
  it('are no storm, and are confirmed over hours', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, [...names(60), ...names(15, 'gone')]);
    const real = refusing(token => token.includes('gone'));
    expect(await run(real.dsp)).toMatchObject({ saved: 60 });
    expect(await shutFor()).toBeLessThanOrEqual(0);
    expect(await statesOf(on.test)).toEqual({ saved: 60, held: 15 });
    expect(await evidence()).toBe(15);
    const tries = () => real.calls.refreshed.filter(token => token.includes('gone')).length;
    expect(tries()).toBe(15);
    expect(await run(real.dsp), 'half an hour is waited for').toMatchObject({ claimed: 0 });
    for (const hours of [1, 1]) {
      await hoursLater(hours);
      await letTimePass(on.test);
      await run(real.dsp);
      expect(await statesOf(on.test), 'not final yet').toEqual({ saved: 60, held: 15 });
    }
    await hoursLater(2);
    await letTimePass(on.test);
    await run(real.dsp);
    expect(await statesOf(on.test)).toEqual({ saved: 60, needs_reconnect: 15 });
    expect(tries()).toBe(60);
    expect(await alive()).toBe(0);
    expect(await on.test.sql`select distinct reason, attempts from presaves where state = 'needs_reconnect'`).toEqual([
      { reason: 'grant_rejected', attempts: 0 },
    ]);
  });
});
