import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { MAX_OWN_CHANNELS } from '../domain/channels';
import type { Acting } from '../domain/workspace';
import { makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { addChannel } from './add-channel';
import { listOwnChannels } from './channels';
import { removeChannel } from './remove-channel';

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
  campaign = await makeCampaign(open.db, -60, { workspaceId: mine.workspace });
});

const names = async () => (await listOwnChannels(mine.workspace, campaign.id, open.db)).map(({ name }) => name);

it('is added and removed, with a line in the log for each', async () => {
  expect(await addChannel(mine, campaign.slug, ' Release party flyer ', open.db)).toMatchObject({
    kind: 'added',
    channel: { code: 'release-party-flyer', name: 'Release party flyer' },
  });
  expect(await names()).toEqual(['Release party flyer']);
  expect(await removeChannel(mine, campaign.slug, 'release-party-flyer', open.db)).toEqual({ kind: 'removed' });
  expect(await removeChannel(mine, campaign.slug, 'release-party-flyer', open.db)).toEqual({ kind: 'already' });
  expect(await names()).toEqual([]);
  const lines = await readLog(mine.workspace, { before: null, limit: 3 }, open.db);
  expect(lines.map(({ action, details }) => [action, details['channel']])).toEqual([
    ['channel.removed', 'Release party flyer'],
    ['channel.added', 'Release party flyer'],
    ['workspace.made', undefined],
  ]);
});

it('is nobody else’s to see, add or remove', async () => {
  await addChannel(mine, campaign.slug, 'Flyer', open.db);
  expect(await listOwnChannels(theirs.workspace, campaign.id, open.db)).toEqual([]);
  expect(await addChannel(theirs, campaign.slug, 'Mine now', open.db)).toEqual({ kind: 'unknown_campaign' });
  expect(await removeChannel(theirs, campaign.slug, 'flyer', open.db)).toEqual({ kind: 'unknown_campaign' });
  expect(await names()).toEqual(['Flyer']);
});

it('is refused in words: a name that is taken, also by one that every campaign has, or one too many', async () => {
  expect(await addChannel(mine, campaign.slug, 'tiktok', open.db)).toMatchObject({
    kind: 'refused',
    message: 'There is a channel “TikTok” already.',
  });
  await test.sql`insert into channels (campaign_id, code, name, source, medium)
    select ${campaign.id}, 'n-' || i, 'N ' || i, 'n', 'link' from generate_series(1, ${MAX_OWN_CHANNELS}::int) i`;
  expect(await addChannel(mine, campaign.slug, 'One more', open.db)).toMatchObject({ kind: 'refused' });
});

it('is one, when two people add the same name at the same moment', async () => {
  const added = await Promise.all([1, 2, 3].map(() => addChannel(mine, campaign.slug, 'Flyer', open.db)));
  expect(added.map(({ kind }) => kind).toSorted()).toEqual(['added', 'refused', 'refused']);
  expect(await names()).toEqual(['Flyer']);
});
