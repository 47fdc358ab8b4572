import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { availableFrom, plannedDate } from './availability';
import { ALBUM, ALBUM_URI, apiError, CLIENT, openStage, read, SAVE, type Stage, START } from './test-stage';

let stage: Stage;
let app: string;
beforeEach(async () => {
  stage = await openStage();
  app = await stage.appToken();
});
afterEach(() => stage.close());

const album = (market: string | null, token = app) =>
  stage.api('GET', `/albums/${ALBUM}${market === null ? '' : `?market=${market}`}`, token);
const notFound = apiError(404, 'Resource not found');

type Page = { items: { id: string; uri: string }[]; total: number; limit: number; next: string | null; previous: null };

async function search(type: 'album' | 'track', q: string, more = '&market=US'): Promise<Page> {
  const { status, body } = await read(stage.api('GET', `/search?q=${encodeURIComponent(q)}&type=${type}${more}`, app));
  expect(status).toBe(200);
  const page = (body as Record<string, Page | undefined>)[`${type}s`];
  if (!page) throw new Error(`no ${type}s in the answer`);
  return page;
}

describe('availability', () => {
  it.each([
    [{ availableAt: 5, lateByMs: 2 }, 'GB', 7],
    [{ availableAt: { GB: 3, default: 9 }, lateByMs: 0 }, 'GB', 3],
    [{ availableAt: { GB: 3, default: 9 }, lateByMs: 0 }, 'US', 9],
    [{ availableAt: { GB: 3 }, lateByMs: 0 }, 'US', Infinity],
    [{ availableAt: 5, lateByMs: 0 }, null, Infinity],
  ])('%j in %s is %d', (release, market, at) => {
    expect(availableFrom(release, market)).toBe(at);
  });

  it('has a planned date, late or not', () => {
    expect(plannedDate(START)).toBe('2026-12-04');
    expect(plannedDate({ NZ: START - 86_400_000, US: START })).toBe('2026-12-04');
  });
});

describe('albums and tracks', () => {
  it('look like Spotify’s', async () => {
    const { trackIds } = await stage.release();
    const { status, body } = await read(album('US'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: ALBUM,
      uri: ALBUM_URI,
      type: 'album',
      album_type: 'album',
      name: 'Glass Harbour',
      artists: [{ name: 'Mira Solenne', type: 'artist' }],
      release_date: '2026-12-04',
      release_date_precision: 'day',
      external_ids: { upc: '602445868162' },
      external_urls: { spotify: `https://open.spotify.com/album/${ALBUM}` },
      total_tracks: 2,
      tracks: {
        total: 2,
        items: [
          { id: trackIds[0], track_number: 1 },
          { id: trackIds[1], track_number: 2 },
        ],
      },
    });
    const track = await read(stage.api('GET', `/tracks/${trackIds[1]}?market=US`, app));
    expect(track.body).toMatchObject({ external_ids: { isrc: 'QZES62412346' }, album: { id: ALBUM } });
  });

  it('have no popularity in development mode', async () => {
    await stage.release();
    expect((await read(album('US'))).body).toHaveProperty('popularity');
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'development' });
    expect((await read(album('US'))).body).not.toHaveProperty('popularity');
  });

  it('come out at their instant, late by what they are late', async () => {
    await stage.release({ availableAt: START + 10, lateByMs: 5 });
    stage.advance(14);
    expect(await read(album('US'))).toEqual(notFound);
    stage.advance(1);
    expect((await album('US')).status).toBe(200);
  });

  it('come out market by market', async () => {
    const { trackIds } = await stage.release({ availableAt: { NZ: START, default: START + 10 } });
    expect((await album('NZ')).status).toBe(200);
    expect(await read(album('US'))).toEqual(notFound);
    expect((await stage.api('GET', `/tracks/${trackIds[0]}?market=NZ`, app)).status).toBe(200);
    expect((await stage.api('GET', `/tracks/${trackIds[0]}?market=US`, app)).status).toBe(404);
    stage.advance(10);
    expect((await album('US')).status).toBe(200);
  });

  it('are nowhere without a market or an account', async () => {
    await stage.release();
    expect(await read(album(null))).toEqual(notFound);
  });

  it('go by the account’s country, whatever market is asked for', async () => {
    await stage.release({ availableAt: { NZ: START, default: START + 10 } });
    expect((await album('US', await stage.fanToken('there', [], 'NZ'))).status).toBe(200);
    expect((await album('NZ', await stage.fanToken('here', [], 'US'))).status).toBe(404);
    expect((await album(null, await stage.fanToken('there', [], 'NZ'))).status).toBe(200);
  });

  it('want ids and markets of the right shape', async () => {
    expect(await read(stage.api('GET', '/albums/short?market=US', app))).toEqual(apiError(400, 'Invalid base62 id'));
    expect(await read(album('usa'))).toEqual(apiError(400, 'Invalid market code'));
  });

  it('can be moved', async () => {
    await stage.release({ availableAt: START + 10 });
    await stage.release({ availableAt: START, tracks: [{ name: 'Only one' }] });
    expect((await read(album('US'))).body).toMatchObject({
      total_tracks: 1,
      tracks: { items: [{ name: 'Only one' }] },
    });
    expect((await stage.control.state()).releases).toBe(1);
  });
});

describe('a release in mid-run', () => {
  it('may come late, then here and not there, and takes nobody’s saves away', async () => {
    const { trackIds } = await stage.release({ availableAt: START });
    const [us, nz] = [await stage.fanToken('us', [SAVE], 'US'), await stage.fanToken('nz', [SAVE], 'NZ')];
    const save = async (token: string) => (await stage.api('PUT', `/me/library?uris=${ALBUM_URI}`, token)).status;
    expect(await save(us)).toBe(200);
    await stage.control.changeRelease(ALBUM, { lateByMs: 60_000 });
    expect([await save(us), await save(nz)]).toEqual([404, 404]);
    await stage.control.changeRelease(ALBUM, { lateByMs: 0, availableAt: { NZ: START, default: START + 1_000 } });
    expect([await save(us), await save(nz)]).toEqual([404, 200]);
    await stage.control.changeRelease(ALBUM, { putBeforeRelease: 'ignored' });
    expect(await save(us)).toBe(200);
    expect(await stage.control.library(ALBUM_URI)).toEqual({ us: START, nz: START });
    stage.advance(1_000);
    const { status, body } = await read(album('US'));
    expect([status, body]).toMatchObject([
      200,
      { release_date: '2026-12-04', tracks: { items: trackIds.map(id => ({ id })) } },
    ]);
  });

  it('has to be one, and keeps what cannot change', async () => {
    await expect(stage.control.changeRelease(ALBUM, {})).rejects.toThrow(`there is no release ${ALBUM}`);
    await stage.release();
    const rename = { name: 'Other' } as object;
    await expect(stage.control.changeRelease(ALBUM, rename)).rejects.toThrow('name');
  });
});

describe('search', () => {
  it('finds an album by its UPC as it is spelt', async () => {
    await stage.release();
    expect((await search('album', 'upc:602445868162')).items).toMatchObject([{ id: ALBUM }]);
    expect((await search('album', 'upc:00602445868162')).items).toEqual([]);
  });

  it('may know the UPC with fourteen digits only', async () => {
    await stage.release({ onlyPaddedUpcMatches: true });
    expect((await search('album', 'upc:602445868162')).items).toEqual([]);
    expect((await search('album', 'upc:0602445868162')).items).toEqual([]);
    expect((await search('album', 'upc:00602445868162')).items).toMatchObject([{ id: ALBUM }]);
  });

  it('finds tracks by ISRC', async () => {
    const { trackIds } = await stage.release();
    expect((await search('track', 'isrc:QZES62412346')).items).toMatchObject([
      { id: trackIds[1], album: { id: ALBUM } },
    ]);
    expect((await search('album', 'isrc:QZES62412346')).items).toEqual([]);
  });

  it('finds nothing that is not out in the market', async () => {
    await stage.release({ availableAt: { NZ: START, default: START + 1 } });
    expect((await search('album', 'upc:602445868162')).total).toBe(0);
    expect((await search('album', 'upc:602445868162', '')).total).toBe(0);
    expect((await search('album', 'upc:602445868162', '&market=NZ')).total).toBe(1);
  });

  it('pages, five at a time unless told otherwise', async () => {
    for (let n = 0; n < 7; n += 1) await stage.release({ id: `many${n}`.padEnd(22, '0') });
    const first = await search('album', 'upc:602445868162');
    expect(first).toMatchObject({ total: 7, limit: 5, offset: 0, previous: null });
    expect(first.items).toHaveLength(5);
    const second = await fetch(first.next ?? '', { headers: { authorization: `Bearer ${app}` } });
    expect(await second.json()).toMatchObject({ albums: { offset: 5, next: null, items: [{}, {}] } });
    expect((await search('album', 'upc:602445868162', '&market=US&limit=10')).items).toHaveLength(7);
  });

  it.each([
    ['q=upc:1&type=album&limit=11', 'Invalid limit'],
    ['q=upc:1&type=album&limit=0', 'Invalid limit'],
    ['q=upc:1&type=album&offset=x', 'Invalid offset'],
    ['q=upc:1', 'Missing parameter type'],
    ['q=upc:1&type=song', 'Bad search type field'],
    ['type=album', 'No search query'],
  ])('refuses %s', async (query, message) => {
    expect(await read(stage.api('GET', `/search?${query}`, app))).toEqual(apiError(400, message));
  });
});
