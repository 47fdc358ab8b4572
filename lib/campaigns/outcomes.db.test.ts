import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { consent, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { listRuns } from './outcomes';
import { recordOutcomes } from './record-outcomes';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let theirs: Acting;
let campaign: { id: string; slug: string };
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 6 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces cascade`;
  mine = await makeOwner(open.db);
  theirs = await makeOwner(open.db, 'Elsewhere');
  campaign = await makeCampaign(open.db, 60, { workspaceId: mine.workspace });
});

const record = (values: object, acting = mine, source: 'typed' | 'csv' = 'typed') =>
  recordOutcomes(acting, campaign.slug, { values, source }, open.db);
const mineNow = async () => (await listRuns(mine.workspace, open.db))[0];

it('stands beside the pre-saves without doubt, and changes with a line in the log', async () => {
  for (const fan of ['ada', 'bo']) await consent(open.db, campaign.id, fan);
  await test.sql`update presaves set doubt = 'velocity' where account_key = 'key of bo'`;
  expect(await record({ streams: 1200, editorial: 0 })).toEqual({ kind: 'recorded', n: 2 });
  expect(await mineNow()).toMatchObject({ presaves: 1, outcomes: { streams: 1200, editorial: 0 } });
  expect(await record({ streams: 1300 }, mine, 'csv')).toEqual({ kind: 'recorded', n: 2 });
  expect((await mineNow())?.outcomes).toEqual({ streams: 1300 });
  const [line] = await readLog(mine.workspace, { before: null, limit: 1 }, open.db);
  expect(line).toMatchObject({ action: 'outcome.recorded', details: { what: 'streams, editorial' } });
});

it('is the same when nothing has changed, and keeps where it came from', async () => {
  await record({ saves: 5 }, mine, 'csv');
  expect(await record({ saves: 5 })).toEqual({ kind: 'same' });
  expect(await test.sql`select source from outcomes`).toMatchObject([{ source: 'csv' }]);
});

it('is nobody else’s to see or to write', async () => {
  expect(await record({ streams: 1 }, theirs)).toEqual({ kind: 'unknown_campaign' });
  await record({ streams: 1 });
  expect(await listRuns(theirs.workspace, open.db)).toEqual([]);
});

it('cannot be nonsense in the database', async () => {
  await expect(record({ streams: -1 })).rejects.toMatchObject({ cause: { constraint_name: 'outcomes_value' } });
  await expect(record({ editorial: 2 })).rejects.toMatchObject({ cause: { constraint_name: 'outcomes_editorial' } });
});
