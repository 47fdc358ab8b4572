import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Release } from '../domain/release';
import type { Acting } from '../domain/workspace';
import { consent, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { countReminder } from './reminder-count';
import { moveOwnRelease } from './move-own';
import { previewMove } from './move-preview';
import { endCampaign } from './publish';

// The share pictures take a second each, and are tried elsewhere.
vi.mock('./cards', () => {
  const bytes = Buffer.from('a picture');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const NEXT: Release = { mode: 'local-midnight', date: '2031-03-14' };

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
  const date = { releaseMode: 'local-midnight', releaseAt: null, releaseDate: '2031-03-07' } as const;
  campaign = await makeCampaign(open.db, 0, { workspaceId: mine.workspace, ...date });
  for (const [fan, territory] of Object.entries({ kim: 'DE', ana: 'DE', bo: 'US' }))
    await consent(open.db, campaign.id, fan, { territory });
});

const date = async () => (await test.sql`select release_date::text as d from campaigns`)[0]?.['d'];
const moves = async () =>
  (await readLog(mine.workspace, { before: null, limit: 9 }, open.db)).filter(l => l.action === 'campaign.moved');
const move = (who: Acting, from = '2031-03-07', release = NEXT) =>
  moveOwnRelease(who, campaign.slug, { from, release }, open.db);

it('shows what would move without moving it', async () => {
  await countReminder(campaign.id, open.db);
  const hour = 3_600_000;
  expect(await previewMove(mine.workspace, campaign.slug, NEXT, open.db)).toMatchObject({
    waiting: 3,
    underWay: 0,
    saved: 0,
    calendars: 1,
    groups: [
      { fans: 2, territories: ['DE'], from: Date.UTC(2031, 2, 7) - hour, to: Date.UTC(2031, 2, 14) - hour },
      // New York's clocks have gone forward in between
      { fans: 1, territories: ['US'], from: Date.UTC(2031, 2, 7) + 5 * hour, to: Date.UTC(2031, 2, 14) + 4 * hour },
    ],
  });
  expect(await previewMove(theirs.workspace, campaign.slug, NEXT, open.db)).toBeNull();
  expect(await date()).toBe('2031-03-07');
});

it('moves what was shown, with a line in the log', async () => {
  expect(await move(mine)).toEqual({ kind: 'moved', held: 3, stopped: 0 });
  expect(await date()).toBe('2031-03-14');
  expect((await moves()).map(({ details }) => details)).toEqual([
    { before: 'Friday, 7 March 2031', after: 'Friday, 14 March 2031' },
  ]);
});

it('moves nothing of somebody else’s, nothing that ended, and nowhere it is already', async () => {
  expect(await move(theirs)).toEqual({ kind: 'unknown_campaign' });
  expect(await move(mine, '2031-03-07', { mode: 'local-midnight', date: '2031-03-07' })).toEqual({ kind: 'same' });
  await endCampaign(open.db, campaign.slug);
  expect(await move(mine)).toEqual({ kind: 'ended' });
  expect([await date(), await moves()]).toEqual(['2031-03-07', []]);
});

it('lets one of two who move at once do it, and tells the other', async () => {
  const answers = await Promise.all([
    move(mine),
    move(mine, '2031-03-07', { mode: 'local-midnight', date: '2031-03-21' }),
  ]);
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['changed_meanwhile', 'moved']);
  expect(await moves()).toHaveLength(1);
});
