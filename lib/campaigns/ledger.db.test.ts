import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { readLedger } from './ledger';
import { auditLedger } from './ledger-audit';

let test: TestDatabase;
let open: OpenDatabase;
let id: string;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, presaves, grants, passes, market_openings, campaign_services, ledger cascade`;
  ({ id } = await makeCampaign(open.db, 5));
  await consents(open.db, id, 8);
});

const CLEAN = { unexplained: 0, gaps: 0, lost: 0, miscounted: 0, examples: [] };

it('adds up, and leaves other campaigns out', async () => {
  const other = await makeCampaign(open.db, 5);
  await consents(open.db, other.id, 3, 'other');
  expect(await readLedger(open.db, id)).toEqual({
    lines: [{ dsp: 'spotify', state: 'held', reason: 'consented', count: 8 }],
    total: 8,
    consents: 8,
    unexplained: 0,
    markets: [],
  });
  expect(await auditLedger(open.db, id)).toEqual({ presaves: 8, steps: 8, ...CLEAN });
});

it('tells what a DSP said of a market, and what it will not be asked again', async () => {
  await test.sql`
    insert into market_openings (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer)
    values (${id}, 'spotify', 'DE', 1, '2026-12-11Z', 2, '2026-12-12Z', 'not_found'),
      (${id}, 'spotify', 'JP', 1, '2026-12-10Z', 9, 'infinity', 'not_found'),
      (${id}, 'spotify', 'US', 0, '2026-12-10Z', 9, now(), 'not_found')`;
  expect((await readLedger(open.db, id)).markets).toMatchObject([
    { market: 'JP', nextProbeMs: null },
    { market: 'DE', nextProbeMs: Date.UTC(2026, 11, 12), momentMs: Date.UTC(2026, 11, 11), open: false, probes: 2 },
  ]);
});

describe('a change behind the ledger’s back', () => {
  const one = () => test.sql`(select id from presaves order by id limit 1)`;

  it('is seen when it is a state', async () => {
    await test.sql`update presaves set state = 'refused' where id = ${one()}`;
    expect((await readLedger(open.db, id)).unexplained).toBe(2);
    const audit = await auditLedger(open.db, id);
    expect(audit).toMatchObject({ ...CLEAN, unexplained: 1, examples: [expect.stringMatching(/^[0-9a-f-]{36}$/)] });
  });

  it('is seen when it is a pre-save that went', async () => {
    await test.sql`delete from presaves where id = ${one()}`;
    expect((await readLedger(open.db, id)).unexplained).toBe(1);
    expect(await auditLedger(open.db, id)).toMatchObject({
      ...CLEAN,
      presaves: 7,
      lost: 1,
      examples: [expect.any(String)],
    });
  });

  it('is seen when it is a pre-save without a consent', async () => {
    await test.sql`
      insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
      values (${id}, 'spotify', 'k', 'DE', 'held', 'consented')`;
    expect(await readLedger(open.db, id)).toMatchObject({ unexplained: 1, total: 9, consents: 8 });
    expect(await auditLedger(open.db, id)).toMatchObject({ ...CLEAN, unexplained: 1, examples: [expect.any(String)] });
  });

  it('is seen by the audit when two changes cancel each other out', async () => {
    await test.sql`
      with a as (update presaves set state = 'refused' where id = ${one()} returning id)
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select p.id, p.campaign_id, 'saving', 'refused', 'dsp_refused', 'worker' from presaves p where p.id <> ${one()} limit 1`;
    await test.sql`
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select p.id, p.campaign_id, 'held', 'saving', 'claimed', 'worker' from presaves p where p.id = ${one()}`;
    expect((await readLedger(open.db, id)).unexplained).toBe(0);
    expect(await auditLedger(open.db, id)).toMatchObject({ unexplained: 2, gaps: 1, lost: 0, miscounted: 0 });
  });

  it('is seen when it is a count', async () => {
    await readLedger(open.db, id);
    await test.sql`update presave_counts set n = n + 3`;
    expect((await readLedger(open.db, id)).unexplained).toBe(3);
    expect(await auditLedger(open.db, id)).toMatchObject({ ...CLEAN, miscounted: 3 });
  });
});
