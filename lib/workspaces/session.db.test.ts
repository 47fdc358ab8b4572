import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { testDatabase, type TestDatabase } from '../testing/database';
import { addMember, makeOwner, makePerson, makeSession } from '../testing/workspaces';
import { makeWorkspace } from './make';
import { removeMember } from './remove-member';
import { chooseWorkspace, endSession, findSession } from './session';
import { tokenHash } from './token';

let test: TestDatabase;
let open: OpenDatabase;
let owner: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate users, workspaces cascade`;
  owner = await makeOwner(open.db);
});

const session = async (user: string, seconds?: number) => tokenHash(await makeSession(open.db, user, seconds));

it('knows who it is and where they have a seat, the longest first', async () => {
  const hash = await session(owner.user);
  const second = await makeWorkspace('The label', owner.user, open.db);
  expect(await findSession(hash, open.db)).toEqual({
    user: { id: owner.user, email: expect.any(String), name: null },
    seats: [
      { workspaceId: owner.workspace, name: 'Night Drive', role: 'owner' },
      { workspaceId: second, name: 'The label', role: 'owner' },
    ],
    chosen: null,
  });
});

it('is over by the database’s clock, when it is ended, and with its user', async () => {
  expect(await findSession(await session(owner.user, -1), open.db)).toBeNull();
  const hash = await session(owner.user);
  await endSession(hash, open.db);
  expect(await findSession(hash, open.db)).toBeNull();
  const person = await makePerson(open.db);
  const theirs = await session(person);
  expect(await findSession(theirs, open.db)).toMatchObject({ seats: [] });
  await test.sql`delete from users where id = ${person}`;
  expect(await findSession(theirs, open.db)).toBeNull();
  expect(await findSession('no hash at all', open.db)).toBeNull();
});

it('goes only where its user has a seat, and stays in one browser', async () => {
  const [here, there] = [await session(owner.user), await session(owner.user)];
  const second = await makeWorkspace('The label', owner.user, open.db);
  const stranger = await makeOwner(open.db, 'Elsewhere');
  expect(await chooseWorkspace(here, second, open.db)).toEqual({ kind: 'chosen' });
  expect(await chooseWorkspace(here, stranger.workspace, open.db)).toEqual({ kind: 'no_seat' });
  expect(await findSession(here, open.db)).toMatchObject({ chosen: second });
  expect(await findSession(there, open.db)).toMatchObject({ chosen: null });
});

it('has no seat any more from the moment its user is removed', async () => {
  const viewer = await addMember(open.db, owner.workspace, 'viewer');
  const hash = await session(viewer.user);
  await chooseWorkspace(hash, owner.workspace, open.db);
  await removeMember(owner, viewer.user, open.db);
  expect(await findSession(hash, open.db)).toMatchObject({ seats: [], chosen: owner.workspace });
});
