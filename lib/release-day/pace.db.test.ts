import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../db';
import type { SavingDsp } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import {
  databaseTime,
  fansOn,
  letTimePass,
  names,
  otherDsp,
  releaseDayDatabase,
  statesOf,
} from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { bulletinOf } from './bulletin';
import { drain } from './drain';
import { visitGate } from './gate';
import { Pacer } from './pacer';

const on = releaseDayDatabase();
const BUDGET = { budgetMs: 20_000 };
const STOP_SECONDS = 79_892;

const limitedTo = (limit: number | null, windowMs: number): SavingDsp => ({
  ...fakeDsp().dsp,
  rate: { limit, windowMs },
});

describe('the gate', () => {
  it('never grants several processes more than the limit in any window', async () => {
    const asks = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 25 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      {
        minLength: 6,
        maxLength: 14,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 40 }),
        fc.array(asks, { minLength: 4, maxLength: 4 }),
        async (limit, plans) => {
          await on.test.sql`truncate pace_gates`;
          const dsp = limitedTo(limit, 400);
          const granted: { at: number; calls: number }[] = [];
          let given = 0;
          await Promise.all(
            plans.map(async plan => {
              const ctx = testContext(on.open.db, dsp);
              for (const [want, pause, used] of plan) {
                const id = randomUUID();
                const { granted: answers } = await visitGate(ctx, dsp, { asks: [{ id, want }] });
                const calls = answers[0]?.granted ?? 0;
                given += calls;
                // the calls are made after the permit was given, and told afterwards
                granted.push({ at: await databaseTime(on.test), calls: Math.round(calls * used) });
                await sleep(pause);
                if (calls > 0)
                  await visitGate(ctx, dsp, {
                    reports: [{ id, passed: Math.round(calls * used), refused: 0, stop: null }],
                  });
              }
            }),
          );
          expect(given).toBeGreaterThan(0);
          for (const { at: end } of granted) {
            const inWindow = granted.filter(({ at }) => at <= end && at > end - 400);
            expect(inWindow.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('counts the permits of a process that died', async () => {
    const dsp = limitedTo(10, 60_000);
    const dead = await visitGate(testContext(on.open.db, dsp), dsp, { asks: [{ id: randomUUID(), want: 10 }] });
    expect(dead.granted[0]?.granted).toBe(10);
    const next = await visitGate(testContext(on.open.db, dsp), dsp, { asks: [{ id: randomUUID(), want: 1 }] });
    expect(next.granted[0]?.granted).toBe(0);
  });

  it('gives many who come at once no more than there is, when nobody has been there before', async () => {
    const dsp = limitedTo(50, 60_000);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        visitGate(testContext(on.open.db, dsp), dsp, { asks: [{ id: randomUUID(), want: 7 }] }),
      ),
    );
    expect(answers.reduce((sum, { granted }) => sum + (granted[0]?.granted ?? 0), 0)).toBe(50);
  });

  it('counts anew when the operator tells another limit, and keeps a stop', async () => {
    const ask = (dsp: SavingDsp) =>
      visitGate(testContext(on.open.db, dsp), dsp, { asks: [{ id: randomUUID(), want: 100 }] });
    expect((await ask(limitedTo(10, 30_000))).granted[0]?.granted).toBe(10);
    expect((await ask(limitedTo(10, 30_000))).granted[0]?.granted).toBe(0);
    expect((await ask(limitedTo(25, 30_000))).granted[0]?.granted).toBe(25);
    const dsp = limitedTo(25, 30_000);
    await visitGate(testContext(on.open.db, dsp), dsp, {
      reports: [
        { id: randomUUID(), passed: 0, refused: 1, stop: { kind: 'rate_limited', retryAfterMs: STOP_SECONDS * 1_000 } },
      ],
    });
    for (const changed of [limitedTo(40, 30_000), limitedTo(null, 30_000), limitedTo(40, 10_000)]) {
      const answer = await ask(changed);
      expect(answer.granted[0]?.granted).toBe(0);
      expect(answer.reason).toBe('rate_limited');
      expect(answer.blockedUntil - (await databaseTime(on.test))).toBeGreaterThan((STOP_SECONDS - 60) * 1_000);
    }
  });
});

describe('a DSP that says to wait for most of a day', () => {
  it.each(['rate_limited', 'quota_exceeded'] as const)(
    '(%s) is left alone over restarts, and the other one is not',
    async kind => {
      const campaign = await makeCampaign(on.open.db, 5);
      await on.test
        .sql`insert into campaign_services (campaign_id, dsp, uri, url) values (${campaign.id}, 'deezer', 'd', 'https://d')`;
      await fansOn(on.open.db, campaign.id, names(30));
      await fansOn(on.open.db, campaign.id, names(30), { dsp: 'deezer' });
      const spotify = fakeDsp({ save: async () => ({ kind, retryAfterMs: STOP_SECONDS * 1_000 }) });
      const deezer = otherDsp('deezer');
      const dsps = new Map([spotify.dsp, deezer].map(dsp => [dsp.dsp, dsp]));
      const first = await drain(testContext(on.open.db, spotify.dsp, { dsps }), BUDGET);
      expect(first.saved).toBe(30);
      // those of one moment
      const said = spotify.calls.saved.length;
      expect(said).toBeLessThanOrEqual(12);
      const calls = { saved: said, refreshed: spotify.calls.refreshed.length };
      let probes = 0;
      for (let restart = 0; restart < 4; restart++) {
        await letTimePass(on.test);
        await on.test
          .sql`update market_openings set next_probe_at = now(), opened_at = null, uri = null where dsp = 'spotify'`;
        const answered = fakeDsp({
          probe: async () => {
            probes += 1;
            return { kind: 'unavailable', detail: 'asked although it is blocked' };
          },
        });
        const fresh = openDatabase(on.test.url, { max: 4 });
        const ctx = testContext(fresh.db, answered.dsp, { bulletin: bulletinOf(fresh) });
        expect(await drain(ctx, BUDGET)).toMatchObject({ claimed: 0 });
        expect(answered.calls).toEqual({ refreshed: [], saved: [] });
        await fresh.close();
      }
      expect(probes).toBe(0);
      expect({ saved: spotify.calls.saved.length, refreshed: spotify.calls.refreshed.length }).toEqual(calls);
      expect(await statesOf(on.test)).toEqual({ saved: 30, held: 30 });
      expect(await on.test.sql`select distinct attempts, rescues from presaves`).toEqual([{ attempts: 0, rescues: 0 }]);
      const [gate] = await on.test.sql`
      select count(*)::int as shut, min(extract(epoch from blocked_until - now()))::float8 as seconds from pace_gates where blocked_until is not null`;
      expect(gate).toMatchObject({ shut: 1 });
      expect(Math.abs(gate!['seconds'] - STOP_SECONDS)).toBeLessThan(60);
    },
  );
});

it('a stop is heard of in other processes at once', async () => {
  const dsp = limitedTo(null, 30_000);
  const away = openDatabase(on.test.url, { max: 3 });
  const here = testContext(on.open.db, dsp, { bulletin: bulletinOf(on.open) });
  const there = testContext(away.db, dsp, { bulletin: bulletinOf(away) });
  const [teller, hearer] = [new Pacer(here, dsp), new Pacer(there, dsp)];
  const other = new Pacer(there, otherDsp('deezer'));
  await vi.waitFor(
    async () =>
      expect(
        await on.test.sql`select from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
      ).toHaveLength(2),
    { interval: 5 },
  );
  const until = (await databaseTime(on.test)) + STOP_SECONDS * 1_000;
  await teller.shut(until, 'quota_exceeded');
  await vi.waitFor(() => expect(Math.abs(hearer.closedUntil - until)).toBeLessThan(2), { timeout: 1_000, interval: 2 });
  expect(hearer.closedReason).toBe('quota_exceeded');
  expect(other.closedUntil).toBe(0);
  let made = 0;
  const answer = await hearer.call(
    null,
    () => true,
    async () => {
      made += 1;
      return { kind: 'ok' } as const;
    },
  );
  expect(answer).toBeNull();
  expect(made).toBe(0);
  await Promise.all([teller, hearer, other].map(pacer => pacer.close()));
  await away.close();
});
