import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { consent, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { candidatesIn } from './candidates';
import { linkOwnService } from './link-own';
import { readMarkets } from './markets';
import { refuseMatch } from './refuse-match';

const ALBUM = '4aawyAB9vmqN3uQ7FjRGTy';
const URI = `spotify:album:${ALBUM}`;
const URL = `https://open.spotify.com/album/${ALBUM}`;
const CANDIDATE = { uri: URI, url: URL, artist: 'Somebody Else', title: 'Other Night' };
const SPOTIFY = { dsp: 'spotify', uri: URI } as const;

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
  campaign = await makeCampaign(open.db, 5, { upc: '602445868162', workspaceId: mine.workspace });
  await test.sql`update campaign_services set uri = null, url = null`;
  await test.sql`
    insert into market_openings (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer, candidate)
    values (${campaign.id}, 'spotify', 'DE', 1, now() - interval '5 seconds', 3, now() + interval '6 hours', 'other_release',
      ${JSON.stringify(CANDIDATE)}::text::jsonb)`;
});

const logged = async () =>
  (await readLog(mine.workspace, { before: null, limit: 9 }, open.db))
    .filter(({ action }) => action.startsWith('campaign'))
    .map(({ action, details }) => ({ action, details }));
const waiting = async () => candidatesIn(await readMarkets(open.db, campaign.id)).length;
const link = async () => (await test.sql`select url from campaign_services`)[0]?.['url'];

describe('linkOwnService', () => {
  it('links with a line in the log', async () => {
    expect(await linkOwnService(mine, campaign.slug, 'spotify', URL, open.db)).toMatchObject({
      kind: 'linked',
      uri: URI,
    });
    expect(await logged()).toEqual([{ action: 'campaign.linked', details: { service: 'Spotify' } }]);
    expect([await waiting(), await link()]).toEqual([0, URL]);
  });

  it('changes nothing of somebody else’s, and nothing by a link of another service', async () => {
    expect(await linkOwnService(theirs, campaign.slug, 'spotify', URL, open.db)).toEqual({ kind: 'unknown_campaign' });
    const wrong = await linkOwnService(mine, campaign.slug, 'deezer', URL, open.db);
    expect(wrong.kind).toBe('refused');
    expect([await waiting(), await link(), await logged()]).toEqual([1, null, []]);
  });
});

describe('refuseMatch', () => {
  it('does not put it before the artist again, whatever the service goes on saying', async () => {
    await consent(open.db, campaign.id, 'kim');
    expect(await refuseMatch(mine, campaign.slug, SPOTIFY, open.db)).toEqual({ kind: 'refused' });
    expect(await waiting()).toBe(0);
    expect(await refuseMatch(mine, campaign.slug, SPOTIFY, open.db)).toEqual({ kind: 'already' });
    expect(await logged()).toMatchObject([{ action: 'campaign.changed' }]);
  });

  it('still shows another match', async () => {
    await refuseMatch(mine, campaign.slug, { dsp: 'spotify', uri: 'spotify:album:another' }, open.db);
    expect(await waiting()).toBe(1);
  });

  it('leaves what somebody has confirmed meanwhile, and what is somebody else’s', async () => {
    expect(await refuseMatch(theirs, campaign.slug, SPOTIFY, open.db)).toEqual({ kind: 'unknown_campaign' });
    await linkOwnService(mine, campaign.slug, 'spotify', URL, open.db);
    expect(await refuseMatch(mine, campaign.slug, SPOTIFY, open.db)).toEqual({ kind: 'linked' });
    expect(await link()).toBe(URL);
  });
});
