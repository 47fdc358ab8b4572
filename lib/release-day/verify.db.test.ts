import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { MAX_LOOKS } from '../domain/verify-plan';
import { acceptedAdds, acceptingDsp } from '../testing/accepted';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, otherDsp, releaseDayDatabase, statesOf } from '../testing/release-day';
import { testContext, testRing } from '../testing/worker';
import { drain } from './drain';

// What a DSP has only accepted, and what is found of it in the fans' libraries.

const on = releaseDayDatabase();
const { released, run, wait, grants, steps, explained } = acceptedAdds(on);

describe('an accepted add', () => {
  it('is not saved, keeps its grant, and is not looked for at once', async () => {
    const { id } = await released();
    const { dsp, looks } = acceptingDsp(() => true);
    await run(dsp);
    expect([await statesOf(on.test), await grants(), looks]).toEqual([{ accepted: 2 }, 2, []]);
    const [row] = await on.test.sql`
      select reason, saved_at, next_attempt_at > now() + interval '10 seconds' as later from presaves limit 1`;
    expect(row).toEqual({ reason: 'accepted', saved_at: null, later: true });
    await explained(id);
  });

  it('is saved once it is found in the library, and then its grant is destroyed', async () => {
    const { id } = await released();
    const { dsp } = acceptingDsp(token => token.endsWith('fan0'));
    await run(dsp);
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ accepted: 1, saved: 1 }, 1]);
    expect(await steps()).toContain('accepted saved verified');
    const [row] = await on.test.sql`
      select reason, saved_at > now() - interval '1 minute' as fresh from presaves where state = 'saved'`;
    expect(row).toEqual({ reason: 'verified', fresh: true });
    await explained(id);
  });

  it('that shows late is looked for ever more rarely, and is not added again', async () => {
    const { id } = await released(1);
    let looked = 0;
    const { dsp, saved } = acceptingDsp(() => (looked += 1) === 5);
    await run(dsp);
    const waits: number[] = [];
    while ((await statesOf(on.test))['accepted']) {
      const [row] = await on.test.sql<{ seconds: number }[]>`
        select extract(epoch from next_attempt_at - clock_timestamp())::float8 as seconds from presaves`;
      waits.push(row?.seconds ?? 0);
      await wait();
      await run(dsp);
    }
    expect([looked, saved.length, await statesOf(on.test)]).toEqual([5, 1, { saved: 1 }]);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    await explained(id);
  });

  it('counts as accepted, and as saved once it is found', async () => {
    await released(2);
    const { dsp } = acceptingDsp(token => token.endsWith('fan0'));
    expect(await run(dsp)).toMatchObject({ claimed: 2, accepted: 2, saved: 0, looked: 0 });
    await wait();
    expect(await run(dsp)).toMatchObject({ claimed: 0, accepted: 0, saved: 1, looked: 2 });
  });

  it('that never shows is added three times, and given up after exactly its allowance', async () => {
    const { id } = await released(1);
    const { dsp, looks, saved } = acceptingDsp(() => false);
    for (let i = 0; i < 4 * MAX_LOOKS && (await statesOf(on.test))['refused'] === undefined; i += 1) {
      await run(dsp);
      await wait();
    }
    expect([looks.length, saved.length]).toEqual([MAX_LOOKS, 3]);
    expect([await statesOf(on.test), await grants()]).toEqual([{ refused: 1 }, 0]);
    expect(await steps()).toEqual(
      expect.arrayContaining(['accepted held not_in_library', 'accepted refused never_appeared']),
    );
    await explained(id);
  });

  it('that shows after the second add is saved', async () => {
    await released(1);
    let adds = 0;
    const { dsp } = acceptingDsp(() => adds > 1, {
      save: async () => {
        adds += 1;
        return { kind: 'ok', proof: 'accepted' };
      },
    });
    for (let i = 0; i < MAX_LOOKS && (await statesOf(on.test))['saved'] === undefined; i += 1) {
      await run(dsp);
      await wait();
    }
    expect([await statesOf(on.test), adds]).toEqual([{ saved: 1 }, 2]);
  });

  it('is looked for once a turn, however many workers look', async () => {
    await released(60);
    const looks: string[] = [];
    const { dsp } = acceptingDsp(() => true, {
      verify: async ({ token }) => {
        looks.push(token);
        await sleep(30);
        return { kind: 'ok', held: token.length % 2 === 0 };
      },
    });
    await run(dsp);
    await wait();
    await Promise.all(
      Array.from({ length: 8 }, () =>
        drain(testContext(on.open.db, dsp, { owner: randomUUID() }), { budgetMs: 20_000 }),
      ),
    );
    expect([looks.length, new Set(looks).size]).toEqual([60, 60]);
    // the ten whose names end in one digit
    expect(await statesOf(on.test)).toEqual({ accepted: 10, saved: 50 });
    expect(await on.test.sql`select distinct looks from presaves where state = 'accepted'`).toEqual([{ looks: 1 }]);
  });
});

it('one DSP’s looks hold up no other, and a DSP that cannot be looked at is left as it is', async () => {
  const { id } = await released(1);
  for (const dsp of ['deezer', 'tidal'] as const) {
    await on.test
      .sql`insert into campaign_services (campaign_id, dsp, uri) values (${id}, ${dsp}, ${`${dsp}:album:1`})`;
    await fansOn(on.open.db, id, ['other'], { dsp });
  }
  const { dsp, looks } = acceptingDsp(() => true);
  const proves = otherDsp('deezer');
  const silent = otherDsp('tidal', { save: async () => ({ kind: 'ok', proof: 'accepted' }) });
  const dsps = new Map([dsp, proves, silent].map(one => [one.dsp, one]));
  const drained = () => drain(testContext(on.open.db, dsp, { dsps }), { budgetMs: 20_000 });
  expect(await drained()).toMatchObject({ accepted: 2, saved: 1 });
  await wait();
  expect(await drained()).toMatchObject({ looked: 1, saved: 1 });
  expect(looks).toEqual(['token of fan0']);
  expect((await on.test.sql`select dsp, state, reason from presaves order by dsp`).map(row => ({ ...row }))).toEqual([
    { dsp: 'deezer', state: 'saved', reason: 'saved' },
    { dsp: 'spotify', state: 'saved', reason: 'verified' },
    { dsp: 'tidal', state: 'accepted', reason: 'accepted' },
  ]);
  await explained(id);
});

it('adds that nobody can look for hold up no others', async () => {
  const nowhere = await makeCampaign(on.open.db, 5);
  await on.test.sql`update campaign_services set uri = null, url = null`;
  await fansOn(on.open.db, nowhere.id, names(60, 'lost'));
  await on.test
    .sql`update presaves set state = 'accepted', reason = 'accepted', next_attempt_at = now() - interval '1 day'`;
  await released(3);
  const { dsp, looks } = acceptingDsp(() => true);
  await run(dsp);
  await on.test.sql`update presaves set next_attempt_at = now() where next_attempt_at > now()`;
  await run(dsp);
  expect([looks.length, await statesOf(on.test)]).toEqual([3, { accepted: 60, saved: 3 }]);
});

describe('the limit and the saves', () => {
  it('a look is a call: what a DSP allows is kept by looks and saves together', async () => {
    await released(24);
    const calls: number[] = [];
    const noted = async <T>(answer: T): Promise<T> => {
      calls.push(performance.now());
      return answer;
    };
    const { dsp } = acceptingDsp(() => true, {
      rate: { limit: 20, windowMs: 1_000 },
      save: () => noted({ kind: 'ok', proof: 'accepted' } as const),
      verify: () => noted({ kind: 'ok', held: true } as const),
      probe: ({ uri }) =>
        noted({ kind: 'ok', live: true, release: { uri: uri ?? '', url: 'u', artist: 'A', title: 'T' } } as const),
    });
    await run(dsp);
    await wait();
    for (let i = 0; i < 5 && (await statesOf(on.test))['accepted']; i += 1) await run(dsp);
    expect(await statesOf(on.test)).toEqual({ saved: 24 });
    expect(calls).toHaveLength(49);
    const most = Math.max(...calls.map(from => calls.filter(at => at >= from && at < from + 1_000).length));
    expect(most).toBeLessThanOrEqual(20);
  });

  it('a save that falls due is made before the looks that are left', async () => {
    const { id } = await released(200);
    const order: string[] = [];
    let late: Promise<unknown> | undefined;
    const { dsp } = acceptingDsp(() => true, {
      save: async ({ token }) => {
        order.push(token);
        return { kind: 'ok', proof: 'accepted' };
      },
      verify: async () => {
        late ??= fansOn(on.open.db, id, ['late']);
        await late;
        await sleep(20);
        order.push('look');
        return { kind: 'ok', held: true };
      },
    });
    await run(dsp);
    await wait();
    order.length = 0;
    await run(dsp);
    expect(order.indexOf('token of late')).toBeGreaterThan(0);
    expect(order.indexOf('token of late'), 'after the batch that was under way, and one at most').toBeLessThanOrEqual(
      96,
    );
    expect(await statesOf(on.test)).toEqual({ saved: 200, accepted: 1 });
  });

  it('a stop ends the looks: those under way come to their end, and the others are as due as before', async () => {
    await released(120);
    const stop = new AbortController();
    let looked = 0;
    const { dsp } = acceptingDsp(() => true, {
      verify: async () => {
        looked += 1;
        if (looked === 5) stop.abort();
        await sleep(50);
        return { kind: 'ok', held: true };
      },
    });
    await run(dsp);
    await wait();
    await drain(testContext(on.open.db, dsp), { budgetMs: 60_000, signal: stop.signal });
    expect(looked).toBeLessThanOrEqual(48);
    const [row] = await on.test.sql<{ n: number; due: boolean }[]>`
      select count(*)::int as n, bool_and(next_attempt_at <= now() and looks = 0) as due from presaves where state = 'accepted'`;
    expect(row).toEqual({ n: 120 - looked, due: true });
    expect(await statesOf(on.test)).toEqual({ accepted: 120 - looked, saved: looked });
  });
});

it('a worker that is killed between its looks and what they say loses nothing, and only looks are repeated', async () => {
  await on.test
    .sql`create table if not exists tries (token text not null, at timestamptz not null default clock_timestamp())`;
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, [...names(9, 'calm'), 'kill']);
  const { dsp, looks, saved } = acceptingDsp(() => true);
  await run(dsp);
  await wait();
  const script = fileURLToPath(new URL('../testing/worker-process.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: on.test.url, TEST_KEY: testRing[0]!.key.toString('hex') };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  const looked = (await on.test.sql<{ token: string }[]>`select token from tries`).map(row => row.token);
  expect(looked).toContain('look token of kill');
  expect(new Set(looked).size, 'each once, and no save').toBe(looked.filter(token => token.startsWith('look ')).length);
  expect([await statesOf(on.test), await grants()]).toEqual([{ accepted: 10 }, 10]);
  await vi.waitFor(
    async () => {
      await run(dsp);
      expect([await statesOf(on.test), await grants()]).toEqual([{ saved: 10 }, 0]);
    },
    { timeout: 10_000, interval: 50 },
  );
  expect([looks.length, saved.length]).toEqual([10, 10]);
  await explained(campaign.id);
});
