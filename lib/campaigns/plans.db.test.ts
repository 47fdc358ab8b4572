import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Db, type OpenDatabase } from '../db';
import { claimDue } from '../release-day/claim';
import { Pacer } from '../release-day/pacer';
import { rescueStranded } from '../release-day/rescue';
import { StormWatch } from '../release-day/storm';
import { verifyAccepted } from '../release-day/verify';
import { acceptingDsp } from '../testing/accepted';
import { makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { fakeDsp, testContext } from '../testing/worker';
import { readLedger } from './ledger';
import { readProgress, recentRates } from './progress';

/*
 * The reads that are repeated while a release runs must not go through the tables that grow with the fans. Tried on so many rows
 * that the planner has a reason to scan, and on the statements that the code really sends.
 */

const FANS = 200_000;

let test: TestDatabase;
let open: OpenDatabase;
let id: string;
/** hands on every statement that goes through it */
let watched: Db;
let sent: { query: string; params: unknown[] }[] = [];

beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
  watched = drizzle(open.client, { logger: { logQuery: (query, params) => sent.push({ query, params }) } });
  ({ id } = await makeCampaign(open.db, 5));
  await test.sql`
    insert into presaves (campaign_id, dsp, account_key, territory, state, reason, saved_at, lease_owner, lease_until)
    select ${id}, 'spotify', 'fan' || i, (array['DE', 'US', 'GB', 'JP', 'FR'])[1 + i % 5], state,
      case state when 'held' then 'consented' when 'saving' then 'claimed' else 'saved' end,
      case state when 'saved' then now() end, case state when 'saving' then 'w' end,
      case state when 'saving' then now() - interval '1 minute' end
    from generate_series(1, ${FANS}) i,
      lateral (select case when i % 1000 = 0 then 'saving' when i % 10 < 4 then 'held' else 'saved' end as state) s`;
  await test.sql`
    insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
    select id, campaign_id, 'new', 'held', 'consented', 'fan' from presaves`;
  await test.sql`
    insert into market_openings (campaign_id, dsp, market, release_revision, moment, next_probe_at, last_answer, opened_at, uri)
    select ${id}, 'spotify', market, 1, now() - interval '5 seconds', now(), 'live', now(), 'spotify:album:x'
    from unnest(array['DE', 'US', 'GB', 'JP']) market`;
  await test.sql`vacuum analyze`;
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Node[] };

const nodes = (plan: Node): Node[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

async function planOf(query: string, params: unknown[]): Promise<Node[]> {
  const [row] = await test.sql.unsafe(`explain (format json) ${query}`, params as never[]);
  return nodes((row!['QUERY PLAN'] as [{ Plan: Node }])[0].Plan);
}

/** Does what it is told and answers how all its statements are carried out. Fails when one of them scans a table of fans. */
async function plansOf(work: () => Promise<unknown>): Promise<{ indexes: Set<string | undefined> }> {
  sent = [];
  await work();
  const explained = sent.filter(({ query }) => /^\s*(select|with|insert|update|delete)\b/i.test(query));
  expect(explained.length, 'statements that were seen').toBeGreaterThan(0);
  const all: Node[] = [];
  for (const { query, params } of explained) all.push(...(await planOf(query, params)));
  const scanned = all.filter(n => n['Node Type'] === 'Seq Scan').map(n => n['Relation Name']);
  expect(scanned).not.toContain('presaves');
  expect(scanned).not.toContain('ledger');
  return { indexes: new Set(all.map(n => n['Index Name'])) };
}

it('knows a scan when it sees one', async () => {
  const plan = await planOf('select state, count(*) from presaves group by state', []);
  expect(plan.map(n => n['Relation Name'])).toContain('presaves');
  await expect(plansOf(() => watched.execute('select count(*) from ledger where actor = $$fan$$'))).rejects.toThrow(
    'ledger',
  );
});

it('reads the ledger and the progress without the rows', async () => {
  const before = performance.now();
  expect(await readLedger(open.db, id)).toMatchObject({ total: FANS, consents: FANS });
  expect(performance.now() - before).toBeLessThan(1_000);
  const release = { mode: 'instant', at: 0 } as const;
  const { indexes } = await plansOf(async () => {
    await readLedger(watched, id);
    await readProgress(watched, { id, release });
  });
  expect([...indexes].filter(name => /^(presaves|ledger)_/.test(name ?? ''))).toEqual([]);
});

it('reads the rate from the end of the ledger', async () => {
  const { indexes } = await plansOf(() => recentRates(watched, id));
  expect(indexes).toContain('ledger_of_campaign');
});

it('claims due pre-saves by their index', async () => {
  const ctx = testContext(watched, fakeDsp().dsp);
  const { indexes } = await plansOf(async () => {
    const jobs = await claimDue(ctx, { of: 'campaign', campaignId: id, dsp: 'spotify', limit: 50 });
    expect(jobs).toHaveLength(50);
  });
  expect(indexes).toContain('presaves_due');
});

it('finds leases that ran out by their index', async () => {
  const { indexes } = await plansOf(() => rescueStranded(testContext(watched, fakeDsp().dsp), 100));
  expect(indexes).toContain('presaves_leases');
});

it('finds what is to be looked for by its index', async () => {
  // put aside, and so few among the others as on the day after a release
  await test.sql`update presaves set state = 'accepted', saved_at = null, next_attempt_at = now() - interval '1 minute'
    where account_key like 'fan%5' and state = 'saved' and id::text like '00%'`;
  await test.sql`analyze presaves`;
  const { dsp } = acceptingDsp(() => true);
  const ctx = testContext(watched, dsp);
  const pacer = new Pacer(ctx, dsp);
  const stop = new AbortController().signal;
  const { indexes } = await plansOf(async () => {
    const tools = { ctx, pacer, storm: new StormWatch(ctx, pacer), stop, signal: stop, until: Infinity };
    // they have no permission here, which is found out without asking anybody
    const looked = await verifyAccepted({ ...tools, isMoreUrgent: async () => false });
    expect(looked.length).toBeGreaterThan(0);
  });
  await pacer.close();
  expect(indexes).toContain('presaves_to_verify');
});

it('finds the steps of one pre-save by their index', async () => {
  const [{ presave_id: one } = { presave_id: '' }] = await test.sql<
    { presave_id: string }[]
  >`select presave_id from ledger limit 1`;
  const plan = await planOf('select to_state, reason, at from ledger where presave_id = $1 order by id', [one]);
  expect(plan.map(n => n['Index Name'])).toContain('ledger_of_presave');
});
