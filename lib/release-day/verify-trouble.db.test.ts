import { describe, expect, it, vi } from 'vitest';
import { withdraw } from '../presaves/withdraw';
import { acceptedAdds, acceptingDsp } from '../testing/accepted';
import { databaseTime, releaseDayDatabase, statesOf, unanswered } from '../testing/release-day';

const on = releaseDayDatabase();
const { released, run, wait, grants, steps, explained } = acceptedAdds(on);

/** The block is over, and what was learned of the limit forgotten. */
const openGate = () => on.test.sql`truncate pace_gates`;

describe('a DSP in trouble', () => {
  it.each([{ kind: 'unavailable', detail: '503' }, { kind: 'refused', detail: '400' }, { kind: 'not_live' }] as const)(
    'is asked later and costs nothing: $kind',
    async failure => {
      const { id } = await released();
      const { dsp } = acceptingDsp(() => true, { verify: async () => failure });
      await run(dsp);
      await wait();
      await run(dsp);
      const [row] = await on.test.sql`
        select count(*)::int as n, max(looks) as looks, max(attempts) as attempts,
          bool_and(next_attempt_at > now() + interval '4 minutes') as later
        from presaves where state = 'accepted' and reason = 'accepted'`;
      expect([row, await grants()]).toEqual([{ n: 2, looks: 0, attempts: 0, later: true }, 2]);
      await explained(id);
    },
  );

  it('that is never well again is asked ever more rarely, and given up after 14 days', async () => {
    const { id } = await released(1);
    const { dsp } = acceptingDsp(() => true, { verify: async () => ({ kind: 'unavailable', detail: '503' }) });
    await run(dsp);
    const waited: number[] = [];
    for (const days of [1, 6, 6]) {
      await on.test.sql`update presaves set updated_at = updated_at - make_interval(days => ${days})`;
      await wait();
      await run(dsp);
      const [row] = await on.test.sql<{ hours: number }[]>`
        select extract(epoch from next_attempt_at - now())::float8 / 3600 as hours from presaves where state = 'accepted'`;
      waited.push(Math.round(row?.hours ?? 0));
    }
    expect(waited).toEqual([6, 6, 6]);
    await on.test.sql`update presaves set updated_at = updated_at - interval '1 day'`;
    await wait();
    await run(dsp);
    expect(await on.test.sql`select state, reason, looks from presaves`).toEqual([
      { state: 'refused', reason: 'attempts_exhausted', looks: 0 },
    ]);
    expect(await grants()).toBe(0);
    await explained(id);
  });

  it.each(['rate_limited', 'quota_exceeded'] as const)(
    'that says %s is left alone until it may be asked',
    async kind => {
      await released(3);
      let asked = 0;
      const stops = acceptingDsp(() => true, {
        verify: async () => {
          asked += 1;
          return { kind, retryAfterMs: 60_000 };
        },
      });
      await run(stops.dsp);
      await wait();
      await run(stops.dsp);
      const said = asked;
      const calm = acceptingDsp(() => true);
      for (let i = 0; i < 2; i += 1) expect((await run(calm.dsp)).looked, 'no call while it is shut').toBe(0);
      expect([asked, calm.looks.length]).toEqual([said, 0]);
      const [row] = await on.test
        .sql`select max(looks) as looks, bool_and(next_attempt_at <= now()) as due from presaves`;
      expect(row, 'due as before').toEqual({ looks: 0, due: true });
      await openGate();
      expect(await run(calm.dsp)).toMatchObject({ looked: 3, saved: 3 });
    },
  );

  it('that never answers a look is not waited for, and neither is the fan', async () => {
    const { passes } = await released(2);
    let looking = 0;
    const { dsp } = acceptingDsp(() => true, {
      verify: (_, __, signal) => {
        looking += 1;
        return unanswered(signal);
      },
    });
    await run(dsp);
    await wait();
    const running = run(dsp);
    await vi.waitFor(() => expect(looking).toBe(2), { interval: 5 });
    const asked = performance.now();
    await withdraw(passes[0] ?? '', on.open.db);
    expect(performance.now() - asked).toBeLessThan(5_000);
    await running;
    expect([await statesOf(on.test), looking]).toEqual([{ accepted: 1, withdrawn: 1 }, 2]);
  });

  it('whose look throws or hangs in our own code holds up nobody else', async () => {
    await released(6);
    const { dsp } = acceptingDsp(() => true, {
      verify: async ({ token }) => {
        if (token.endsWith('fan0')) throw new Error('a bug of ours');
        if (token.endsWith('fan1')) await new Promise(() => undefined);
        return { kind: 'ok', held: true };
      },
    });
    await run(dsp);
    await wait();
    await run(dsp);
    expect(await statesOf(on.test)).toEqual({ accepted: 2, saved: 4 });
  });
});

describe('a permission that is refused at a look', () => {
  /** Accesses last an hour; `dead` says whose are taken back, `deaf` whose looks are refused all the same. */
  function guarded(dead: () => boolean, deaf: () => boolean = dead) {
    let fetched = 0;
    const made = acceptingDsp(() => true, {
      refresh: async ({ refreshToken }) => {
        if (dead()) return { kind: 'grant_rejected', detail: '403' };
        fetched += 1;
        return {
          kind: 'ok',
          access: { token: `${fetched} ${refreshToken}`, expiresAt: (await databaseTime(on.test)) + 3_600_000 },
          rotated: null,
        };
      },
      verify: async () => (deaf() ? { kind: 'access_expired' } : { kind: 'ok', held: false }),
    });
    return { ...made, fetched: () => fetched };
  }
  const hoursLater = async (hours: number) => {
    await on.test.sql`update grants set rejected_since = rejected_since - make_interval(hours => ${hours})`;
    await wait();
  };

  it('is confirmed over hours, never at first sight', async () => {
    const { id } = await released(1);
    let dead = false;
    const { dsp } = guarded(() => dead);
    await run(dsp);
    await wait();
    await run(dsp);
    dead = true;
    for (const hours of [0, 1, 1]) {
      await hoursLater(hours);
      await run(dsp);
      expect([await statesOf(on.test), await grants()], 'not final yet').toEqual([{ accepted: 1 }, 1]);
      const [row] = await on.test.sql`
        select reason, looks, next_attempt_at > now() + interval '5 minutes' as later from presaves`;
      expect(row).toEqual({ reason: 'grant_unconfirmed', looks: 1, later: true });
    }
    await hoursLater(2);
    await run(dsp);
    expect(await on.test.sql`select state, reason from presaves`).toEqual([
      { state: 'needs_reconnect', reason: 'grant_rejected' },
    ]);
    expect([await grants(), await steps()]).toEqual([
      0,
      expect.arrayContaining(['accepted accepted grant_unconfirmed', 'accepted needs_reconnect grant_rejected']),
    ]);
    await explained(id);
  });

  it('and answers again is confirmed, and nothing is held against it', async () => {
    const { id } = await released(1);
    let dead = false;
    const { dsp } = guarded(() => dead);
    await run(dsp);
    dead = true;
    await wait();
    await run(dsp);
    dead = false;
    await hoursLater(2);
    await run(dsp);
    expect(await on.test.sql`select state, reason, looks, rejected_since from presaves, grants`).toEqual([
      { state: 'accepted', reason: 'grant_confirmed', looks: 1, rejected_since: null },
    ]);
    expect(await steps()).toContain('accepted accepted grant_confirmed');
    await explained(id);
  });

  it('is looked for with a new access where only the old one was taken back', async () => {
    await released(1);
    let looks = 0;
    const { dsp, fetched } = guarded(
      () => false,
      () => (looks += 1) === 2,
    );
    await run(dsp);
    for (let i = 0; i < 2; i += 1) {
      await wait();
      await run(dsp);
    }
    expect([looks, fetched()]).toEqual([3, 3]);
    const [row] = await on.test.sql`select state, looks, attempts from presaves`;
    expect(row).toEqual({ state: 'accepted', looks: 2, attempts: 0 });
  });

  it('though its token is good proves nothing: it is asked later', async () => {
    await released(1);
    const { dsp } = guarded(
      () => false,
      () => true,
    );
    await run(dsp);
    await wait();
    await run(dsp);
    const [row] = await on.test.sql`
      select state, reason, looks, rejected_since, next_attempt_at > now() + interval '4 minutes' as later from presaves, grants`;
    expect(row).toEqual({ state: 'accepted', reason: 'accepted', looks: 0, rejected_since: null, later: true });
  });

  it('with everybody else’s is a storm: nobody loses a permission, and all are saved afterwards', async () => {
    const { id } = await released(60);
    const calm = acceptingDsp(() => true);
    await run(calm.dsp);
    for (let hour = 0; hour < 5; hour += 1) {
      await hoursLater(1);
      await run(guarded(() => true).dsp);
      await openGate();
    }
    expect([await statesOf(on.test), await grants()]).toEqual([{ accepted: 60 }, 60]);
    for (let i = 0; i < 3 && (await statesOf(on.test))['saved'] !== 60; i += 1) {
      await wait();
      await run(calm.dsp);
    }
    expect(await statesOf(on.test)).toEqual({ saved: 60 });
    await explained(id);
  });

  it('because its days are over is not used any more', async () => {
    const { id } = await released(1);
    const { dsp, looks } = acceptingDsp(() => true);
    await run(dsp);
    await on.test.sql`update grants set hard_expiry = now() - interval '1 second'`;
    await wait();
    await run(dsp);
    expect([looks, await grants()]).toEqual([[], 0]);
    expect(await on.test.sql`select state, reason from presaves`).toEqual([
      { state: 'expired', reason: 'grant_expired' },
    ]);
    await explained(id);
  });
});
