import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { consent, consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { fakeDsp, testContext } from '../testing/worker';
import { withdraw } from '../presaves/withdraw';
import { claimDue } from './claim';
import { drain } from './drain';
import { openMarkets } from './probe';
import { rescueStranded } from './rescue';
import { Pacer } from './pacer';
import { settle } from './settle';
import type { WorkerContext } from './types';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 24 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(
  () =>
    test.sql`truncate campaigns, presaves, grants, passes, spent_intents, market_openings, campaign_services, pace_gates, ledger cascade`,
);

const states = async () =>
  Object.fromEntries(
    (await test.sql<{ state: string; n: number }[]>`select state, count(*)::int as n from presaves group by state`).map(
      r => [r.state, r.n],
    ),
  );
const claimOf = (campaignId: string) => ({ of: 'campaign', campaignId, dsp: 'spotify', limit: 10 }) as const;

async function openAll(ctx: WorkerContext): Promise<void> {
  for (const dsp of ctx.dsps.values())
    await openMarkets({ ctx, pacer: new Pacer(ctx, dsp), stop: new AbortController().signal });
}

const BUDGET = { budgetMs: 30_000 };

describe('drain', () => {
  it('saves every fan once, destroys the grants and leaves a ledger that adds up', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 30);
    const { dsp, calls } = fakeDsp();
    const done = await drain(testContext(open.db, dsp), BUDGET);
    expect(done).toMatchObject({
      claimed: 30,
      saved: 30,
      retrying: 0,
      refused: 0,
      remaining: 0,
      turned: [campaign.slug],
    });
    expect(calls.saved.toSorted()).toEqual(Array.from({ length: 30 }, (_, i) => `token of fan${i}`).toSorted());
    const [left] =
      await test.sql`select count(*) filter (where sealed is not null)::int as alive, count(*)::int as all from grants`;
    expect(left).toEqual({ alive: 0, all: 30 });
    const steps =
      await test.sql`select from_state, to_state, count(*)::int as n from ledger group by 1, 2 order by min(id)`;
    expect(steps.map(s => [s['from_state'], s['to_state'], s['n']])).toEqual([
      ['new', 'held', 30],
      ['held', 'saving', 30],
      ['saving', 'saved', 30],
    ]);
  });

  it('never saves one fan twice when many drains run at once', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 120);
    const { dsp, calls } = fakeDsp();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => drain(testContext(open.db, dsp), { ...BUDGET, laneSize: 10, lanes: 2 })),
    );
    expect(all.reduce((sum, d) => sum + d.saved, 0)).toBe(120);
    expect(new Set(calls.saved).size).toBe(120);
    expect(calls.saved).toHaveLength(120);
  });

  it('saves nothing before the moment, whatever the worker’s clock says', async () => {
    const campaign = await makeCampaign(open.db, -3_600);
    await consents(open.db, campaign.id, 3);
    const { dsp, calls } = fakeDsp();
    const dayAhead = testContext(open.db, dsp, { now: () => performance.timeOrigin + performance.now() + 86_400_000 });
    // the CHECK refuses an opening before its moment; the drain must not get round it
    await drain(dayAhead, BUDGET).catch(() => undefined);
    await drain(testContext(open.db, dsp), BUDGET);
    expect(calls.saved).toEqual([]);
    expect(await states()).toEqual({ held: 3 });
  });

  it('waits for the DSP when the clock says yes and the catalogue says no', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 2);
    let live = false;
    const { dsp, calls } = fakeDsp({
      probe: async () =>
        live
          ? { kind: 'ok', live, release: { uri: 'spotify:album:x', url: 'u', artist: 'Artist', title: 'Title' } }
          : { kind: 'ok', live, reason: 'not_found' },
    });
    await drain(testContext(open.db, dsp), BUDGET);
    expect(calls.saved).toEqual([]);
    live = true;
    await drain(testContext(open.db, dsp), BUDGET);
    expect(calls.saved, 'asked again only after the pause').toEqual([]);
    await test.sql`update market_openings set next_probe_at = now()`;
    expect(await drain(testContext(open.db, dsp), BUDGET)).toMatchObject({ opened: 1, saved: 2 });
  });

  it('refuses a match by code whose names do not agree', async () => {
    const campaign = await makeCampaign(open.db, 5, { upc: '602445868162' });
    await test.sql`update campaign_services set uri = null`;
    await consents(open.db, campaign.id, 1);
    const { dsp, calls } = fakeDsp();
    await drain(testContext(open.db, dsp), BUDGET);
    expect(calls.saved).toEqual([]);
    expect((await test.sql`select last_answer from market_openings`)[0]).toEqual({ last_answer: 'other_release' });
  });

  it('stops at a limit, tells every worker, and burns no attempt', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 20);
    const { dsp, calls } = fakeDsp({ save: async () => ({ kind: 'rate_limited', retryAfterMs: 79_892_000 }) });
    await drain(testContext(open.db, dsp), { ...BUDGET, laneSize: 1, lanes: 1 });
    expect(calls.saved).toHaveLength(1);
    expect(await drain(testContext(open.db, dsp), BUDGET), 'another worker').toMatchObject({ claimed: 0 });
    const [row] =
      await test.sql`select max(attempts)::int as attempts, (select blocked_until > now() + interval '22 hours' from pace_gates) as shut from presaves`;
    expect(row).toEqual({ attempts: 0, shut: true });
  });

  it('commits a rotated token before it is used', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consent(open.db, campaign.id, 'ada');
    const { dsp } = fakeDsp({
      refresh: async grant => ({
        kind: 'ok',
        access: { token: 'a', expiresAt: Infinity },
        rotated: `${grant.refreshToken}+`,
      }),
      save: async () => {
        const [grant] = await test.sql`select version from grants`;
        expect(grant).toEqual({ version: 2 });
        return { kind: 'unavailable', detail: 'killed here' };
      },
    });
    await drain(testContext(open.db, dsp), BUDGET);
    await test.sql`update presaves set next_attempt_at = now()`;
    const again = fakeDsp();
    await drain(testContext(open.db, again.dsp), BUDGET);
    expect(again.calls.refreshed).toEqual(['token of ada+']);
  });

  it('does not save for a fan who withdraws while the save is being prepared', async () => {
    const campaign = await makeCampaign(open.db, 5);
    const accepted = await consent(open.db, campaign.id, 'ada');
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
    let withdrawn: Promise<unknown> = Promise.resolve();
    const asked = new Set<string>();
    const { dsp, calls } = fakeDsp({
      refresh: async () => {
        withdrawn = withdraw(accepted.passToken, open.db);
        asked.add(accepted.presaveId);
        return { kind: 'ok', access: { token: 'a', expiresAt: Infinity }, rotated: null };
      },
    });
    const bulletin = { onShut: () => () => undefined, isWithdrawing: (id: string) => asked.has(id) };
    await drain(testContext(open.db, dsp, { bulletin }), BUDGET);
    await withdrawn;
    expect(calls.saved).toEqual([]);
    expect(await states()).toEqual({ withdrawn: 1 });
    expect((await test.sql`select account_key, zone from presaves`)[0]).toEqual({ account_key: null, zone: null });
  });

  it('keeps a grant through a storm of false refusals', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 40);
    const { dsp } = fakeDsp({ refresh: async () => ({ kind: 'grant_rejected', detail: 'revoked' }) });
    await drain(testContext(open.db, dsp), BUDGET);
    expect(await states()).toEqual({ held: 40 });
    expect((await test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 40 });
    expect((await test.sql`select reason from pace_gates`)[0]).toEqual({ reason: 'grant_unconfirmed' });
  });

  it('expires what an ended campaign still held, and destroys the grants', async () => {
    const campaign = await makeCampaign(open.db, -3_600);
    await consents(open.db, campaign.id, 2);
    await test.sql`update campaigns set ended_at = now()`;
    await drain(testContext(open.db, fakeDsp().dsp), BUDGET);
    expect(await states()).toEqual({ expired: 2 });
    expect((await test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 0 });
  });
});

describe('a row that throws', () => {
  it('holds up no other, and is refused after its allowance of rescues', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 9);
    await consent(open.db, campaign.id, 'poison');
    const { dsp } = fakeDsp({
      refresh: async grant => {
        if (grant.refreshToken === 'token of poison') throw new Error('a bug of ours');
        return { kind: 'ok', access: { token: 'a', expiresAt: Infinity }, rotated: null };
      },
    });
    expect(await drain(testContext(open.db, dsp), BUDGET)).toMatchObject({ saved: 9 });
    for (let round = 0; round < 14; round++) {
      await test.sql`update presaves set lease_until = now() - interval '1 second' where state = 'saving'`;
      await drain(testContext(open.db, dsp), BUDGET);
      await test.sql`update presaves set next_attempt_at = now() where state = 'held'`;
    }
    expect(await states()).toEqual({ saved: 9, refused: 1 });
    expect((await test.sql`select reason, attempts from presaves where state = 'refused'`)[0]).toEqual({
      reason: 'rescues_exhausted',
      attempts: 0,
    });
    expect((await test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 0 });
  });
});

describe('a worker that dies', () => {
  it('loses nobody: its leases run out, are rescued, and burn no attempt', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 5);
    const dead = testContext(open.db, fakeDsp().dsp);
    await openAll(dead);
    expect(await claimDue(dead, claimOf(campaign.id))).toHaveLength(5);
    const { dsp, calls } = fakeDsp();
    expect(await drain(testContext(open.db, dsp), BUDGET), 'the lease holds').toMatchObject({ claimed: 0, rescued: 0 });
    await test.sql`update presaves set lease_until = now() - interval '1 second'`;
    expect(await drain(testContext(open.db, dsp), BUDGET)).toMatchObject({ rescued: 5, saved: 5 });
    expect(calls.saved).toHaveLength(5);
    expect((await test.sql`select distinct attempts, rescues from presaves`)[0]).toEqual({ attempts: 0, rescues: 1 });
  });

  it('changes nothing when it comes back late', async () => {
    const campaign = await makeCampaign(open.db, 5);
    await consents(open.db, campaign.id, 1);
    const late = testContext(open.db, fakeDsp().dsp);
    await openAll(late);
    const [job] = await claimDue(late, claimOf(campaign.id));
    await test.sql`update presaves set lease_until = now() - interval '1 second'`;
    const other = testContext(open.db, fakeDsp().dsp);
    await rescueStranded(other, 10);
    expect(await claimDue(other, { of: 'suspects', dsp: 'spotify', limit: 10, rescues: 'once' })).toHaveLength(1);
    if (!job) throw new Error('nothing was claimed');
    const result = { job, decision: { action: 'refuse', reason: 'dsp_refused' } } as const;
    expect(await settle(open.db, late, [result], { locked: false })).toEqual([]);
    expect(await states()).toEqual({ saving: 1 });
  });
});

describe('fairness', () => {
  it('takes turns between a large campaign and a small one', async () => {
    const large = await makeCampaign(open.db, 5);
    const small = await makeCampaign(open.db, 5);
    await consents(open.db, large.id, 60, 'large');
    await consents(open.db, small.id, 3, 'small');
    const order: string[] = [];
    const { dsp } = fakeDsp({
      save: async access => {
        order.push(access.token);
        return { kind: 'ok', proof: 'saved' };
      },
    });
    await drain(testContext(open.db, dsp), { ...BUDGET, laneSize: 5, lanes: 1 });
    expect(order).toHaveLength(63);
    expect(Math.max(...[0, 1, 2].map(i => order.indexOf(`token of small${i}`)))).toBeLessThan(10);
  });
});
