import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { passHistory } from '../domain/pass-history';
import { drain } from '../release-day/drain';
import { consent, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { fakeDsp, testContext } from '../testing/worker';
import { readHistory } from './history';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 8 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

const accepted = async (campaignId: string, fan: string) => {
  const answer = await consent(open.db, campaignId, fan);
  if (answer.kind !== 'accepted') throw new Error(answer.kind);
  return { presaveId: answer.presaveId, campaignId };
};

it('tells of the consent, a moved date and the save, in their order', async () => {
  const { id } = await makeCampaign(open.db, -86_400);
  await test.sql`update campaigns set release_at = release_at + interval '1 hour' where id = ${id}`;
  const fan = await accepted(id, 'ada');
  await test.sql`update campaigns set release_at = now() - interval '1 second', release_revision = 2 where id = ${id}`;
  await drain(testContext(open.db, fakeDsp().dsp), { budgetMs: 20_000 });
  const history = await readHistory(fan, open.db);
  expect(history.steps.map(({ to, reason }) => [to, reason])).toEqual([
    ['held', 'consented'],
    ['saved', 'saved'],
  ]);
  expect(history.moves).toHaveLength(2);
  expect(passHistory({ ...history, cameOut: null }).map(({ kind }) => kind)).toEqual(['consented', 'moved', 'saved']);
});

it('remembers no move of a draft, and none where only other things changed', async () => {
  const { id } = await makeCampaign(open.db, -86_400, { publishedAt: null });
  await test.sql`update campaigns set release_at = release_at + interval '1 hour' where id = ${id}`;
  await test.sql`update campaigns set published_at = now() where id = ${id}`;
  await test.sql`update campaigns set title = 'Another', release_revision = 3 where id = ${id}`;
  const fan = await accepted(id, 'bo');
  expect((await readHistory(fan, open.db)).moves).toEqual([]);
});
