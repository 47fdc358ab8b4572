import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { members } from '../../drizzle/schema/members';
import { openDatabase, type OpenDatabase } from '../db';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { addMember, makeOwner, makeSession } from '../testing/workspaces';
import { isAddressFree } from './addresses';
import { eraseWorkspace } from './erase-workspace';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, retired_addresses cascade`;
});

const count = async (table: string) => {
  const [row] = await test.sql`select count(*)::int as n from ${test.sql(table)}`;
  return Number(row?.['n']);
};

it('takes everything of a workspace, and the accounts that belong nowhere else', async () => {
  const mine = await makeOwner(open.db);
  const theirs = await makeOwner(open.db, 'Elsewhere');
  const both = await addMember(open.db, mine.workspace, 'editor');
  await open.db.insert(members).values({ workspaceId: theirs.workspace, userId: both.user, role: 'viewer' });
  await addMember(open.db, mine.workspace, 'viewer');
  await makeSession(open.db, mine.user);
  const { id, slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace });
  await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace, publishedAt: null });
  const other = await makeCampaign(open.db, -86_400, { workspaceId: theirs.workspace });
  await consents(open.db, id, 2);
  await consents(open.db, other.id, 1, 'theirs');

  expect(await eraseWorkspace(mine, open.db)).toEqual({ campaigns: 2, presaves: 2, permissions: 2, accounts: 2 });
  expect(await test.sql`select id from campaigns`).toEqual([{ id: other.id }]);
  expect(await count('workspaces')).toBe(1);
  expect(await count('presaves')).toBe(1);
  expect(await count('grants')).toBe(1);
  expect(await count('sessions')).toBe(0);
  expect((await test.sql`select id from users order by id`).map(({ id: user }) => user)).toEqual(
    [theirs.user, both.user].toSorted(),
  );
  expect(await isAddressFree(open.db, slug, theirs.workspace), 'it stands on posters').toBe(false);
});
