import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { PAGE_CHANNEL, campaignTag } from '../page-cache/notify';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { candidatesIn } from './candidates';
import { linkService } from './link';
import { readMarkets } from './markets';

const ALBUM = '4aawyAB9vmqN3uQ7FjRGTy';
const URI = `spotify:album:${ALBUM}`;
const URL = `https://open.spotify.com/album/${ALBUM}`;
const CANDIDATE = { uri: URI, url: URL, artist: 'Somebody Else', title: 'Other Night' };

let test: TestDatabase;
let open: OpenDatabase;
let campaign: { id: string; slug: string };
const told: string[] = [];
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
  await test.sql.listen(PAGE_CHANNEL, message => told.push(message));
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, presaves, grants, passes, market_openings, campaign_services, ledger cascade`;
  campaign = await makeCampaign(open.db, 5, { upc: '602445868162' });
  await test.sql`update campaign_services set uri = null, url = null`;
  await test.sql`
    insert into market_openings (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer, candidate)
    select ${campaign.id}, 'spotify', market, 1, now() - interval '5 seconds', 3, now() + interval '6 hours', 'other_release',
      ${test.sql.json(CANDIDATE)} from unnest(array['DE', 'FR']) market`;
  told.length = 0;
});

const services = async () =>
  (await test.sql`select dsp, url, uri from campaign_services order by dsp`).map(row => ({ ...row }));
const revision = async () => (await test.sql`select release_revision as r from campaigns`)[0]?.['r'] as number;

it('puts each match before the artist once', async () => {
  expect(candidatesIn(await readMarkets(open.db, campaign.id))).toEqual([
    { dsp: 'spotify', candidate: CANDIDATE, markets: ['DE', 'FR'] },
  ]);
});

it('takes the match that the artist confirms: stored, asked at once, on the page at once', async () => {
  const linked = await linkService(open.db, campaign.slug, 'spotify', `${URL}?si=abc`);
  expect(linked).toEqual({ kind: 'linked', url: URL, uri: URI, notes: ['Removed tracking: si'], savedBefore: 0 });
  expect(await services()).toEqual([{ dsp: 'spotify', url: URL, uri: URI }]);
  const [row] = await test.sql`
    select bool_and(next_probe_at <= now()) as due, count(candidate)::int as candidates from market_openings`;
  expect(row).toEqual({ due: true, candidates: 0 });
  expect(candidatesIn(await readMarkets(open.db, campaign.id))).toEqual([]);
  await expect.poll(() => told).toEqual([JSON.stringify([campaignTag(campaign.slug)])]);
});

describe('another release than before', () => {
  beforeEach(async () => {
    await linkService(open.db, campaign.slug, 'spotify', URI);
    await consents(open.db, campaign.id, 3);
    await test.sql`update presaves set state = 'saved', saved_at = now() where account_key <> 'key of fan0'`;
  });

  it('takes back what was decided under the old link, and says who has it already', async () => {
    const before = await revision();
    const other = 'spotify:album:1aawyAB9vmqN3uQ7FjRGTy';
    expect(await linkService(open.db, campaign.slug, 'spotify', other)).toMatchObject({ uri: other, savedBefore: 2 });
    expect(await revision()).toBe(before + 1);
  });

  it('has what was only accepted added anew, and on no other service', async () => {
    const other = 'spotify:album:1aawyAB9vmqN3uQ7FjRGTy';
    await test.sql`update presaves set state = 'accepted', reason = 'accepted', saved_at = null, looks = 3, readiness = 3
      where account_key <> 'key of fan0'`;
    await test.sql`update presaves set dsp = 'deezer' where account_key = 'key of fan2'`;
    expect(await linkService(open.db, campaign.slug, 'spotify', other)).toMatchObject({ uri: other, savedBefore: 0 });
    expect(
      (await test.sql`select account_key as who, state, reason, looks from presaves order by 1`).map(row => ({
        ...row,
      })),
    ).toEqual([
      { who: 'key of fan0', state: 'held', reason: 'consented', looks: 0 },
      { who: 'key of fan1', state: 'held', reason: 'release_moved', looks: 0 },
      { who: 'key of fan2', state: 'accepted', reason: 'accepted', looks: 3 },
    ]);
    const steps = await test.sql`select from_state, to_state, actor from ledger where reason = 'release_moved'`;
    expect(steps).toEqual([{ from_state: 'accepted', to_state: 'held', actor: 'artist' }]);
  });

  it('leaves the revision alone when it is the same after all', async () => {
    const before = await revision();
    expect(await linkService(open.db, campaign.slug, 'spotify', URL)).toMatchObject({ kind: 'linked', savedBefore: 0 });
    expect(await revision()).toBe(before);
  });
});

it('adds a service that the campaign did not name, and keeps a Countdown Page', async () => {
  await test.sql`update campaign_services set countdown_url = 'https://open.spotify.com/prerelease/x'`;
  await linkService(open.db, campaign.slug, 'spotify', URI);
  const before = await revision();
  const amazon = 'https://music.amazon.com/albums/B0CX1Y2Z3A';
  expect(await linkService(open.db, campaign.slug, 'amazonMusic', amazon)).toMatchObject({ kind: 'linked', uri: null });
  expect(await services()).toEqual([
    { dsp: 'amazonMusic', url: amazon, uri: null },
    { dsp: 'spotify', url: URL, uri: URI },
  ]);
  expect(await revision(), 'a link saves nothing, so nothing has to be taken back').toBe(before);
  expect((await test.sql`select countdown_url as c from campaign_services where dsp = 'spotify'`)[0]).toEqual({
    c: 'https://open.spotify.com/prerelease/x',
  });
});

it.each([
  ['https://open.spotify.com/playlist/4aawyAB9vmqN3uQ7FjRGTy', /playlist/],
  ['https://www.deezer.com/album/123', /Deezer/],
  ['spotify:album:short', /22/],
  ['night drive', /not a link/],
])('refuses %s in a sentence and stores nothing', async (text, sentence) => {
  expect(await linkService(open.db, campaign.slug, 'spotify', text)).toEqual({
    kind: 'refused',
    message: expect.stringMatching(sentence),
  });
  expect(await services()).toEqual([{ dsp: 'spotify', url: null, uri: null }]);
  expect(told).toEqual([]);
});

it('knows no campaign at a free address', async () => {
  expect(await linkService(open.db, 'nobody', 'spotify', URI)).toEqual({ kind: 'unknown_campaign' });
});
