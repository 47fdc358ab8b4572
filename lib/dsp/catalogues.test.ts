import { afterEach, describe, expect, it } from 'vitest';
import { scriptedServer, type Script } from './fixtures';
import { catalogues } from './registry';
import type { CatalogueSettings } from '../env';

// What each service's catalogue says of a release, without any fan.

const NOW = Date.UTC(2026, 10, 22, 12);
const UPC = '810121774182';
const byUpc = { uri: null, upc: UPC, isrcs: [] };
const NO_SETTINGS = {
  spotify: null,
  appleMusic: null,
  deezer: null,
  soundcloud: null,
  tidal: null,
  youtubeMusic: null,
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function ask(script: Script) {
  const server = await scriptedServer(script);
  closers.push(server.close);
  const { url } = server;
  const app = { clientId: 'app', clientSecret: 'shh' };
  const settings: CatalogueSettings = {
    ...NO_SETTINGS,
    spotify: { ...app, tier: 'extended', accountsUrl: `${url}/accounts`, apiUrl: `${url}/spotify`, rate: undefined },
    deezerApiUrl: `${url}/deezer`,
    tidal: { ...app, loginUrl: url, authUrl: url, apiUrl: `${url}/tidal` },
  };
  const all = catalogues(settings, () => NOW);
  return {
    ...server,
    describe: async (dsp: string, key: { uri: string | null; upc: string | null; isrcs: string[] }) =>
      all.find(one => one.dsp === dsp)?.describe(key, 'GB'),
  };
}

const APP_TOKENS: Script = {
  'POST /accounts/api/token': () => ({ json: { access_token: 'app', expires_in: 3600 } }),
  'POST /v1/oauth2/token': () => ({ json: { access_token: 'app', expires_in: 3600, token_type: 'Bearer' } }),
};

const SPOTIFY_ID = '1'.repeat(22);
const spotifyAlbum = (more: object = {}) => ({
  id: SPOTIFY_ID,
  name: 'Tides',
  artists: [{ name: 'Ada Maren' }, { name: 'Björk' }],
  album_type: 'single',
  total_tracks: 4,
  release_date: '2026-12-11',
  external_ids: { upc: `00${UPC}` },
  images: [
    { url: 'https://i.scdn.co/small', width: 64 },
    { url: 'https://i.scdn.co/large', width: 640 },
  ],
  ...more,
});
const spotify = (album: object): Script => ({
  ...APP_TOKENS,
  'GET /spotify/v1/search': () => ({ json: { albums: { items: [{ id: SPOTIFY_ID }] } } }),
  [`GET /spotify/v1/albums/${SPOTIFY_ID}`]: () => ({ json: album }),
});

describe('Spotify', () => {
  it('tells of an album that is not out yet', async () => {
    const asked = await ask(spotify(spotifyAlbum()));
    expect(await asked.describe('spotify', byUpc)).toEqual({
      kind: 'ok',
      description: {
        uri: `spotify:album:${SPOTIFY_ID}`,
        url: `https://open.spotify.com/album/${SPOTIFY_ID}`,
        artist: 'Ada Maren, Björk',
        title: 'Tides',
        kind: 'ep',
        upc: `00${UPC}`,
        isrcs: [],
        releaseDate: '2026-12-11',
        artworkUrl: 'https://i.scdn.co/large',
      },
    });
  });

  it.each<[string, object, object]>([
    ['three tracks', { total_tracks: 3 }, { kind: 'single' }],
    ['an album', { album_type: 'album' }, { kind: 'album' }],
    ['a compilation', { album_type: 'compilation' }, { kind: null }],
    ['a year alone', { release_date: '2026' }, { releaseDate: null }],
    ['no pictures', { images: [] }, { artworkUrl: null }],
  ])('reads %s', async (_, more, description) => {
    const asked = await ask(spotify(spotifyAlbum(more)));
    expect(await asked.describe('spotify', byUpc)).toMatchObject({ description });
  });
});

const DEEZER = {
  id: 302127,
  title: 'Tides',
  artist: { name: 'Ada Maren' },
  upc: UPC,
  record_type: 'ep',
  cover_xl: 'https://cdn-images.dzcdn.net/xl.jpg',
  release_date: '2026-12-11',
};

describe('Deezer', () => {
  it('tells without any credentials, by any padding of the UPC', async () => {
    const asked = await ask({
      [`GET /deezer/album/upc:${UPC}`]: () => ({ json: { error: { code: 800, message: 'no data' } } }),
      [`GET /deezer/album/upc:0${UPC}`]: () => ({ json: DEEZER }),
    });
    expect(await asked.describe('deezer', byUpc)).toEqual({
      kind: 'ok',
      description: {
        uri: 'deezer:album:302127',
        url: 'https://www.deezer.com/album/302127',
        artist: 'Ada Maren',
        title: 'Tides',
        kind: 'ep',
        upc: UPC,
        isrcs: [],
        releaseDate: '2026-12-11',
        artworkUrl: 'https://cdn-images.dzcdn.net/xl.jpg',
      },
    });
  });

  it('tells of a track by its ISRC, and of no date where it has none', async () => {
    const track = { ...DEEZER, id: 7, isrc: 'QZES62412345', release_date: '0000-00-00', album: { id: 302127 } };
    const asked = await ask({ 'GET /deezer/track/isrc:QZES62412345': () => ({ json: track }) });
    expect(await asked.describe('deezer', { uri: null, upc: null, isrcs: ['QZES62412345'] })).toMatchObject({
      description: { uri: 'deezer:track:7', kind: 'single', isrcs: ['QZES62412345'], releaseDate: null },
    });
  });
});

describe('TIDAL', () => {
  it('tells of an album and its artists', async () => {
    const album = {
      data: [
        {
          id: '4711',
          type: 'albums',
          attributes: { title: 'Tides', barcodeId: UPC, releaseDate: '2026-12-11', type: 'EP' },
          relationships: { artists: { data: [{ type: 'artists', id: '9' }] } },
        },
      ],
      included: [{ type: 'artists', id: '9', attributes: { name: 'Ada Maren' } }],
    };
    const asked = await ask({ ...APP_TOKENS, 'GET /tidal/albums': () => ({ json: album }) });
    expect(await asked.describe('tidal', byUpc)).toEqual({
      kind: 'ok',
      description: {
        uri: 'tidal:album:4711',
        url: 'https://tidal.com/album/4711',
        artist: 'Ada Maren',
        title: 'Tides',
        kind: 'ep',
        upc: UPC,
        isrcs: [],
        releaseDate: '2026-12-11',
        artworkUrl: null,
      },
    });
  });
});

describe('every catalogue', () => {
  const unknown: Script = {
    ...APP_TOKENS,
    'GET /spotify/v1/search': () => ({ json: { albums: { items: [] } } }),
    'GET /tidal/albums': () => ({ json: { data: [] } }),
  };
  for (const code of [UPC, `0${UPC}`, `00${UPC}`])
    unknown[`GET /deezer/album/upc:${code}`] = () => ({ json: { error: { code: 800, message: 'no data' } } });

  it.each(['spotify', 'deezer', 'tidal'])('says that it does not have it: %s', async dsp => {
    expect(await (await ask(unknown)).describe(dsp, byUpc)).toEqual({ kind: 'ok', description: null });
  });

  it.each(['spotify', 'deezer', 'tidal'])('says what went wrong: %s', async dsp => {
    const busy = { status: 503, json: {} };
    const script = {
      ...APP_TOKENS,
      'GET /spotify/v1/search': () => busy,
      'GET /tidal/albums': () => busy,
      [`GET /deezer/album/upc:${UPC}`]: () => busy,
    };
    expect(await (await ask(script)).describe(dsp, byUpc)).toMatchObject({ kind: 'unavailable' });
  });

  it('is asked only where it can be: Deezer always', () => {
    const settings = { ...NO_SETTINGS, deezerApiUrl: 'http://127.0.0.1:9' };
    expect(catalogues(settings, () => NOW).map(({ dsp }) => dsp)).toEqual(['deezer']);
  });
});
