import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { PAGE_CHANNEL, campaignTag } from '../page-cache/notify';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { readCampaign } from './schema';
import { updateCampaign, type ArtworkChange } from './update';

// The share pictures take a second each.
const drawn = vi.hoisted(() => ({ titles: [] as string[] }));
vi.mock('./cards', () => ({
  drawCards: async ({ title }: { title: string }) => {
    drawn.titles.push(title);
    const bytes = Buffer.from(`a picture of ${title}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
    return { before: picture, out: picture, notes: [] };
  },
}));

const ALBUM = '4aawyAB9vmqN3uQ7FjRGTy';
const KEEP: ArtworkChange = { kind: 'keep' };
const DATE = { mode: 'local-midnight', date: '2027-03-05' };

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
  await test.sql`truncate campaigns cascade`;
  campaign = await makeCampaign(open.db, -86_400, {
    releaseMode: 'local-midnight',
    releaseAt: null,
    releaseDate: '2027-03-05',
  });
  await test.sql`
    update campaign_services set uri = ${`spotify:album:${ALBUM}`}, url = ${`https://open.spotify.com/album/${ALBUM}`}`;
  told.length = 0;
  drawn.titles.length = 0;
});

/** The campaign as it is stored, as its own JSON, with a change. */
const form = (change: object = {}) => {
  const read = readCampaign({
    slug: campaign.slug,
    artist: 'Artist',
    title: 'Title',
    kind: 'album',
    release: DATE,
    services: { spotify: { uri: `spotify:album:${ALBUM}` } },
    ...change,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.campaign;
};
const update = (change: object = {}, artwork: ArtworkChange = KEEP) =>
  updateCampaign(open.db, campaign.id, form(change), artwork);
const row = async () => (await test.sql`select * from campaigns where id = ${campaign.id}`)[0] ?? {};
const services = async () =>
  (await test.sql`select dsp, url, uri from campaign_services order by dsp`).map(one => ({ ...one }));

it('writes texts and tells the page; what fans wait for is the same', async () => {
  expect(await update({ about: 'New words.' })).toEqual({ kind: 'updated', slug: campaign.slug, moved: 0, notes: [] });
  expect(await row()).toMatchObject({ about: 'New words.', release_revision: 1 });
  await expect.poll(() => told).toEqual([JSON.stringify([campaignTag(campaign.slug)])]);
  expect(drawn.titles).toEqual([]);
});

it('draws the share pictures anew for another title', async () => {
  await update({ title: 'Tides' });
  expect(drawn.titles).toEqual(['Tides']);
  const { card_before: card } = await row();
  expect((await test.sql`select 1 from media where hash = ${card as string}`).length).toBe(1);
});

describe('what fans wait for', () => {
  it.each<[string, object]>([
    ['another date', { release: { ...DATE, date: '2027-03-12' } }],
    ['another UPC', { upc: '810121774182' }],
    ['an ISRC', { isrcs: ['QZES62412345'] }],
    ['another link', { services: { spotify: { uri: 'spotify:album:1111111111111111111111' } } }],
    ['a service more', { services: { spotify: { uri: `spotify:album:${ALBUM}` }, deezer: {} } }],
  ])('raises the revision: %s', async (_, change) => {
    await consents(open.db, campaign.id, 3);
    await test.sql`update presaves set next_attempt_at = now() + interval '6 hours'`;
    expect(await update(change)).toMatchObject({ kind: 'updated', moved: 3 });
    expect(await row()).toMatchObject({ release_revision: 2 });
    const [due] = await test.sql`select bool_and(next_attempt_at <= now()) as due from presaves`;
    expect(due).toEqual({ due: true });
  });

  it('keeps a service on which fans wait', async () => {
    await consents(open.db, campaign.id, 2);
    const refused = await update({ services: { deezer: {} }, upc: '810121774182' });
    expect(refused).toEqual({
      kind: 'refused',
      problems: [
        {
          field: 'services.spotify',
          message: '2 fans wait for it on Spotify: keep the service until they have been served.',
        },
      ],
    });
    expect(await row()).toMatchObject({ upc: null });
    expect(await services()).toHaveLength(1);
  });

  it('keeps a link that was found while the artist was at the form', async () => {
    await test.sql`update campaigns set release_date = '2026-01-02'`;
    await test.sql`
      insert into campaign_services (campaign_id, dsp, url, uri)
      values (${campaign.id}, 'deezer', 'https://www.deezer.com/album/1', 'deezer:album:1')`;
    await update({
      release: { ...DATE, date: '2026-01-02' },
      services: { spotify: { uri: `spotify:album:${ALBUM}` }, deezer: {} },
    });
    expect(await services()).toContainEqual({
      dsp: 'deezer',
      url: 'https://www.deezer.com/album/1',
      uri: 'deezer:album:1',
    });
  });
});

describe('the address', () => {
  it('stays once the page is public', async () => {
    expect(await update({ slug: 'other' })).toMatchObject({ kind: 'refused', problems: [{ field: 'slug' }] });
  });

  it('of a draft may change, to one that is free', async () => {
    await test.sql`update campaigns set published_at = null`;
    expect(await update({ slug: 'other' })).toMatchObject({ kind: 'updated', slug: 'other' });
    await expect.poll(() => told).toEqual([JSON.stringify([campaignTag(campaign.slug), campaignTag('other')])]);
    const taken = await makeCampaign(open.db, 5);
    expect(await update({ slug: taken.slug })).toMatchObject({ kind: 'refused', problems: [{ field: 'slug' }] });
  });
});

describe('the artwork', () => {
  const hashes = async () => {
    const { artwork_large: large, artwork_small: small } = await row();
    return { large, small };
  };

  it('is replaced, kept and removed', async () => {
    const { default: sharp } = await import('sharp');
    const bytes = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#305080' } })
      .jpeg()
      .toBuffer();
    await update({}, { kind: 'replace', bytes });
    const replaced = await hashes();
    expect(replaced.large).toMatch(/^[0-9a-f]{64}$/);
    await update({ title: 'Tides' });
    expect(await hashes()).toEqual(replaced);
    await update({}, { kind: 'remove' });
    expect(await hashes()).toEqual({ large: null, small: null });
  });

  it('that cannot be opened changes nothing', async () => {
    const refused = await update({ title: 'Tides' }, { kind: 'replace', bytes: Buffer.from('not a picture') });
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ field: 'artwork' }] });
    expect(await row()).toMatchObject({ title: 'Title' });
  });
});

it('knows when the campaign has gone', async () => {
  await test.sql`truncate campaigns cascade`;
  expect(await update()).toEqual({ kind: 'unknown_campaign' });
});
