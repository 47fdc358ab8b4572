import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { campaigns } from '../../drizzle/schema/campaigns';
import { lockCampaign, openDatabase, type Db, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { writeLog } from '../workspaces/log';
import { endOwnCampaign } from './end-own';
import { eraseWorkspace } from './erase-workspace';
import { linkOwnService } from './link-own';
import { moveOwnRelease } from './move-own';
import { removeCampaign } from './remove';

// The share pictures take a second each, and are tried elsewhere.
vi.mock('./cards', () => {
  const bytes = Buffer.from('a picture');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const DATE = '2031-03-07';
const LINK = 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
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
  const release = { releaseMode: 'local-midnight', releaseAt: null, releaseDate: DATE } as const;
  campaign = await makeCampaign(open.db, 0, { workspaceId: mine.workspace, ...release });
});

const VERBS: Record<string, (db: Db) => Promise<{ kind: string } | object>> = {
  link: db => linkOwnService(mine, campaign.slug, 'spotify', LINK, db),
  move: db =>
    moveOwnRelease(mine, campaign.slug, { from: DATE, release: { mode: 'local-midnight', date: '2031-03-14' } }, db),
  end: db => endOwnCampaign(mine, campaign.slug, db),
  remove: db => removeCampaign(mine, campaign.slug, db),
  erase: db => eraseWorkspace(mine, db),
};

it.each(Object.keys(VERBS))('to %s waits for saves and for other changes without standing in their way', async verb => {
  let waiting: Promise<object> = Promise.resolve({});
  await open.db.transaction(async tx => {
    await lockCampaign(tx, campaign.id);
    waiting = VERBS[verb]!(open.db);
    await expect
      .poll(async () => (await test.sql`select 1 from pg_locks where not granted`).length, { timeout: 5_000 })
      .toBeGreaterThan(0);
    // what a lane of saves does, and what another artist's change does
    await tx.execute(sql`
      insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
      values (${campaign.id}::uuid, 'spotify', 'kim', 'DE', 'held', 'consented')`);
    await tx.update(campaigns).set({ about: 'Changed' });
    await writeLog(tx, mine, 'campaign.changed', 'Title');
  });
  const done = await waiting;
  if ('kind' in done) expect(done.kind).toMatch(/linked|moved|changed|removed/);
  else expect(done).toMatchObject({ campaigns: 1, presaves: 1 });
});
