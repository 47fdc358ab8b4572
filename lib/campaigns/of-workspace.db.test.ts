import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { withdraw } from '../presaves/withdraw';
import { consent, consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { giveCampaign } from './give';
import { countOwnPresaves, findOwnCampaign, listOwnCampaigns } from './of-workspace';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let theirs: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces cascade`;
  mine = await makeOwner(open.db);
  theirs = await makeOwner(open.db, 'Elsewhere');
});

describe('a workspace’s campaigns', () => {
  it('are its own, with what is counted of them', async () => {
    const first = await makeCampaign(open.db, 60, { workspaceId: mine.workspace });
    const second = await makeCampaign(open.db, 60, { workspaceId: mine.workspace });
    await makeCampaign(open.db, 60, { workspaceId: theirs.workspace });
    await makeCampaign(open.db, 60);
    await consents(open.db, first.id, 4);
    await test.sql`update presaves set state = 'saved', saved_at = now() where account_key in ('key of fan0', 'key of fan1')`;
    await test.sql`update presaves set state = 'expired' where account_key = 'key of fan2'`;
    const gone = await consent(open.db, first.id, 'somebody');
    await withdraw(gone.kind === 'accepted' ? gone.passToken : '', open.db);
    await test.sql`insert into audience_counts (campaign_id, dimension, value, views) values (${first.id}, 'all', '', 7)`;
    const listed = await listOwnCampaigns(mine.workspace, open.db);
    expect(listed.map(({ campaign, counts }) => [campaign.slug, counts])).toEqual([
      [second.slug, { presaves: 0, due: 0, saved: 0, visits: null }],
      [first.slug, { presaves: 4, due: 3, saved: 2, visits: 7 }],
    ]);
    expect(await countOwnPresaves(mine.workspace, first.id, open.db)).toEqual([
      { state: 'saved', n: 2 },
      expect.objectContaining({ n: 1 }),
      expect.objectContaining({ n: 1 }),
      expect.objectContaining({ n: 1 }),
    ]);
  });

  it('are found by nobody else', async () => {
    const { id, slug } = await makeCampaign(open.db, 60, { workspaceId: mine.workspace });
    await consents(open.db, id, 2);
    expect((await findOwnCampaign(mine.workspace, slug, open.db))?.id).toBe(id);
    expect(await findOwnCampaign(theirs.workspace, slug, open.db)).toBeNull();
    expect(await countOwnPresaves(theirs.workspace, id, open.db)).toEqual([]);
    const { slug: nobodys } = await makeCampaign(open.db, 60);
    expect(await findOwnCampaign(mine.workspace, nobodys, open.db)).toBeNull();
  });
});

describe('the operator', () => {
  it('gives a campaign to a workspace once, and the log says so', async () => {
    const { slug } = await makeCampaign(open.db, 60, { title: 'Night Drive' });
    expect(await giveCampaign(open.db, slug, mine.workspace)).toEqual({ kind: 'given', workspace: 'Night Drive' });
    expect(await findOwnCampaign(mine.workspace, slug, open.db)).not.toBeNull();
    expect((await readLog(mine.workspace, { before: null, limit: 1 }, open.db))[0]).toMatchObject({
      action: 'campaign.given',
      subject: 'Night Drive',
      actorId: null,
    });
    expect(await giveCampaign(open.db, slug, theirs.workspace)).toEqual({ kind: 'given_before' });
    expect(await findOwnCampaign(theirs.workspace, slug, open.db)).toBeNull();
  });

  it('is told what is not there', async () => {
    const { slug } = await makeCampaign(open.db, 60);
    expect(await giveCampaign(open.db, 'nobody', mine.workspace)).toEqual({ kind: 'unknown_campaign' });
    for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000'])
      expect(await giveCampaign(open.db, slug, id)).toEqual({ kind: 'unknown_workspace' });
  });
});
