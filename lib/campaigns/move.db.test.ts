import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { SavingDsp } from '../dsp/types';
import { withdraw } from '../presaves/withdraw';
import { bulletinOf } from '../release-day/bulletin';
import { drain } from '../release-day/drain';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { moveRelease } from './move';
import { endCampaign } from './publish';

// The share pictures take a second each; here the date is moved many times a second.
vi.mock('./cards', () => {
  const bytes = Buffer.from('a picture');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const on = releaseDayDatabase({ max: 32 });
const FANS = 80;

/** What the database says, while a save is under way, of the release and the fan it is made for. */
async function look(token: string): Promise<string> {
  const [row] = await on.test.sql<{ said: string }[]>`
    select case when c.release_at > clock_timestamp() then 'not out' when c.ended_at is not null then 'ended'
      when p.state <> 'saving' then p.state else 'ok' end as said
    from presaves p join campaigns c on c.id = p.campaign_id where p.account_key = ${token.replace('token', 'key')}`;
  return row?.said ?? 'withdrawn';
}

/** A DSP that looks at the database when a save begins and when it ends. */
function watchedDsp(): { dsp: SavingDsp; wrong: string[]; saved: string[] } {
  const wrong: string[] = [];
  const { dsp, calls } = fakeDsp({
    save: async ({ token }) => {
      const before = await look(token);
      await sleep(token.length % 7);
      const after = await look(token);
      if (before !== 'ok' || after !== 'ok') wrong.push(`${token}: ${before}, ${after}`);
      return { kind: 'ok', proof: 'saved' };
    },
  });
  return { dsp, wrong, saved: calls.saved };
}

/** Two workers that drain until told that it is over. */
function workers(dsp: SavingDsp): { end: () => Promise<unknown> } {
  const over = new AbortController();
  const one = async () => {
    while (!over.signal.aborted) {
      const ctx = testContext(on.open.db, dsp, { bulletin: bulletinOf(on.open) });
      await drain(ctx, { budgetMs: 20_000, laneSize: 6, lanes: 2 });
      await sleep(2);
    }
  };
  const running = Promise.all([one(), one()]);
  return {
    end: () => {
      over.abort();
      return running;
    },
  };
}

const moveBy = async (slug: string, ms: number) =>
  moveRelease(on.open.db, slug, { mode: 'instant', at: (await databaseTime(on.test)) + ms });

type Step = { pause: number; act: 'later' | 'sooner' | 'withdraw'; fan: number };
const step: fc.Arbitrary<Step> = fc.record({
  pause: fc.integer({ min: 0, max: 60 }),
  act: fc.constantFrom('later', 'sooner', 'withdraw', 'withdraw'),
  fan: fc.nat(FANS - 1),
});

it('no save is begun under a date that was moved or for a fan who has withdrawn, and everybody else is saved in the end', async () => {
  let savedAmid = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 12 }),
      fc.integer({ min: -30, max: 30 }),
      async (steps, lead) => {
        await on.test
          .sql`truncate campaigns, presaves, grants, passes, spent_intents, market_openings, campaign_services, pace_gates, ledger cascade`;
        const campaign = await makeCampaign(on.open.db, lead / 1_000);
        const fans = await fansOn(on.open.db, campaign.id, names(FANS));
        const { dsp, wrong, saved } = watchedDsp();
        const gone = new Set<number>();
        const working = workers(dsp);
        try {
          for (const { pause, act, fan } of steps) {
            await sleep(pause);
            if (act === 'withdraw') {
              await withdraw(fans[fan]!.passToken, on.open.db);
              gone.add(fan);
            } else {
              await moveBy(campaign.slug, act === 'later' ? 3_600_000 : -1_000);
            }
          }
          savedAmid += saved.length;
          await moveBy(campaign.slug, -1_000);
          await vi.waitFor(
            async () => {
              expect(await statesOf(on.test)).toEqual({
                saved: FANS - gone.size,
                ...(gone.size > 0 && { withdrawn: gone.size }),
              });
            },
            { timeout: 8_000, interval: 50 },
          );
        } finally {
          await working.end();
        }
        expect(wrong).toEqual([]);
        expect(saved, 'nobody twice').toHaveLength(new Set(saved).size);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
  expect(savedAmid, 'some while dates were being moved').toBeGreaterThan(0);
});

it('a move waits for no longer than the calls under way, however many fans are due', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(300));
  const { dsp, wrong, saved } = watchedDsp();
  const working = workers(dsp);
  await vi.waitFor(() => expect(saved.length).toBeGreaterThan(10), { interval: 2 });
  const began = performance.now();
  await moveBy(campaign.slug, 3_600_000);
  expect(performance.now() - began).toBeLessThan(2_500);
  const soFar = saved.length;
  expect(soFar).toBeLessThan(300);
  await working.end();
  expect(saved).toHaveLength(soFar);
  expect(wrong).toEqual([]);
  expect(await statesOf(on.test)).toEqual({ saved: soFar, held: 300 - soFar });
});

it('nothing is saved once a campaign has ended, and what was held is destroyed', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(300));
  const { dsp, wrong, saved } = watchedDsp();
  const working = workers(dsp);
  await vi.waitFor(() => expect(saved.length).toBeGreaterThan(10), { interval: 2 });
  expect(await endCampaign(on.open.db, campaign.slug)).toEqual({ kind: 'changed' });
  const soFar = saved.length;
  expect(soFar).toBeLessThan(300);
  await vi.waitFor(async () => expect(await statesOf(on.test)).toEqual({ saved: soFar, expired: 300 - soFar }), {
    timeout: 8_000,
    interval: 20,
  });
  await working.end();
  expect(saved).toHaveLength(soFar);
  expect(wrong).toEqual([]);
  expect((await on.test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 0 });
});

it('a withdrawal waits for the call that is under way, and is the last word', async () => {
  const campaign = await makeCampaign(on.open.db, 5);
  const [fan] = await fansOn(on.open.db, campaign.id, ['ada']);
  let withdrawn: Promise<unknown> | undefined;
  const seen: string[] = [];
  const { dsp } = fakeDsp({
    save: async ({ token }) => {
      withdrawn = withdraw(fan!.passToken, on.open.db);
      await vi.waitFor(
        async () =>
          expect(
            await on.test
              .sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          ).toHaveLength(1),
        { interval: 5 },
      );
      seen.push(await look(token));
      return { kind: 'ok', proof: 'saved' };
    },
  });
  await drain(testContext(on.open.db, dsp), { budgetMs: 20_000 });
  expect(await withdrawn).toEqual({ kind: 'withdrawn' });
  expect(seen).toEqual(['ok']);
  expect(await statesOf(on.test)).toEqual({ withdrawn: 1 });
});
