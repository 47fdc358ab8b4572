import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { withdraw } from '../presaves/withdraw';
import { consent, consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { foldCounts, readCounts } from './counts';
import { moveRelease } from './move';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 12 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(
  () => test.sql`truncate campaigns, presaves, grants, passes, market_openings, campaign_services, ledger cascade`,
);

/** The same by counting every row. */
async function counted(campaignId: string) {
  const presaves = await test.sql`
    select dsp, territory, state, reason, count(*)::int as n from presaves where campaign_id = ${campaignId}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
  const steps = await test.sql`
    select from_state as from, to_state as to, reason, count(*)::int as n from ledger where campaign_id = ${campaignId}
    group by 1, 2, 3 order by 1, 2, 3`;
  return { presaves: [...presaves], steps: [...steps] };
}

async function expectTrue(campaignId: string): Promise<void> {
  const truth = await counted(campaignId);
  expect(await readCounts(open.db, campaignId), 'before the fold').toEqual(truth);
  await foldCounts(open.db);
  expect(await readCounts(open.db, campaignId), 'after the fold').toEqual(truth);
  expect((await test.sql`select count(*)::int as n from presave_count_deltas`)[0]).toEqual({ n: 0 });
}

const claimAll = (id: string) => test.sql`
  with claimed as (
    update presaves set state = 'saving', reason = 'claimed', lease_owner = 'w', lease_until = now() + interval '1 minute'
    where campaign_id = ${id} and state = 'held' returning id, campaign_id
  ) insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
    select id, campaign_id, 'held', 'saving', 'claimed', 'worker' from claimed`;

it('counts what comes, changes, moves and goes', async () => {
  const { id, slug } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 6);
  await consent(open.db, id, 'ada', { territory: 'JP' });
  await expectTrue(id);
  await claimAll(id);
  await expectTrue(id);
  // one statement that updates the table twice
  await test.sql`update presaves set state = 'held', reason = 'rescued', lease_owner = null, lease_until = null where territory = 'JP'`;
  await moveRelease(open.db, slug, { mode: 'local-midnight', date: '2030-01-01' });
  await expectTrue(id);
  const eva = await consent(open.db, id, 'eva');
  if (eva.kind !== 'accepted') throw new Error(eva.kind);
  await withdraw(eva.passToken, open.db);
  await expectTrue(id);
  await test.sql`delete from presaves where territory = 'JP'`;
  await expectTrue(id);
  expect((await readCounts(open.db, id)).presaves.reduce((sum, c) => sum + c.n, 0)).toBe(7);
});

it('appends one line for a statement, and none for one that changes nothing counted', async () => {
  const { id } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 20);
  await foldCounts(open.db);
  await test.sql`update presaves set next_attempt_at = now(), attempts = 1`;
  const lines = async () =>
    (await test.sql`select state, n::int from presave_count_deltas order by n`).map(r => ({ ...r }));
  expect(await lines()).toEqual([]);
  await claimAll(id);
  expect(await lines()).toEqual([
    { state: 'held', n: -20 },
    { state: 'saving', n: 20 },
  ]);
  expect((await test.sql`select count(*)::int as n from step_count_deltas`)[0]).toEqual({ n: 1 });
});

it('keeps no writer waiting while a fold is under way, and loses nothing', async () => {
  const { id } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 3);
  await open.db.transaction(async tx => {
    await tx.execute('select fold_counts()');
    // would wait for ever if a count were a row that is written over
    await consents(open.db, id, 3, 'later');
    expect(await foldCounts(open.db), 'a second fold stands back').toBe(0);
  });
  await expectTrue(id);
});

it('is right after many writers and folds at once', async () => {
  const { id } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 100);
  const rows = await test.sql<{ id: string }[]>`select id from presaves order by id`;
  await Promise.all(
    Array.from({ length: 10 }, async (_, w) => {
      for (const reason of ['rate_limited', 'dsp_unavailable', 'rescued'] as const) {
        const mine = rows.filter((_row, i) => i % 10 === w).map(r => r.id);
        await test.sql`update presaves set reason = ${reason} where id in ${test.sql(mine)}`;
        await foldCounts(open.db);
      }
    }),
  );
  expect((await readCounts(open.db, id)).presaves).toMatchObject([{ reason: 'rescued', n: 100 }]);
  await expectTrue(id);
});

it('forgets a campaign that is deleted, and nothing of another', async () => {
  const gone = await makeCampaign(open.db, 5);
  const stays = await makeCampaign(open.db, 5);
  await consents(open.db, gone.id, 4);
  await foldCounts(open.db);
  await consents(open.db, gone.id, 2, 'more');
  await consents(open.db, stays.id, 2, 'other');
  await test.sql`delete from campaigns where id = ${gone.id}`;
  expect(await readCounts(open.db, gone.id)).toEqual({ presaves: [], steps: [] });
  await expectTrue(stays.id);
  expect((await readCounts(open.db, stays.id)).steps).toEqual([{ from: 'new', to: 'held', reason: 'consented', n: 2 }]);
});
