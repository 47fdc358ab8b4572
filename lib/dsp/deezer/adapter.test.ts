import { afterEach, describe, expect, it } from 'vitest';
import { BROKEN, scriptedServer, type Script, type ScriptReply } from '../fixtures';
import { deezerAdapter } from './adapter';
import { exchangeDeezerCode } from './exchange';

const START = Date.UTC(2026, 10, 22, 12);
const TOKEN = 'frSecretSecretSecretSecretSecretSecret';
const ACCESS = { token: TOKEN, expiresAt: START + 1 };
const SAVE = 'POST /user/me/albums';
const ALBUM = {
  id: 302127,
  title: 'Tides',
  artist: { name: 'Ada Maren' },
  upc: '810121774182',
  release_date: '2026-11-20',
  tracks: { data: [{ id: 7 }] },
};
const TRACK = { ...ALBUM, id: 7, title: 'Tide', album: { id: 302127 }, available_countries: ['DE', 'GB'] };
const FOUND = {
  uri: 'deezer:album:302127',
  url: 'https://www.deezer.com/album/302127',
  artist: 'Ada Maren',
  title: 'Tides',
};
const NO_DATA = { json: { error: { type: 'DataException', message: 'no data', code: 800 } } };
const error = (code: number) => ({ json: { error: { type: 'X', message: `said ${TOKEN}`, code } } });

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function deezer(script: Script) {
  const server = await scriptedServer(script);
  closers.push(server.close);
  const client = { clientId: 'app', clientSecret: 'shh' };
  const time = { now: START };
  const urls = { connectUrl: server.url, apiUrl: server.url };
  return { ...server, time, dsp: deezerAdapter({ ...urls, ...client, now: () => time.now, timeoutMs: 400 }) };
}

const key = (more: object = {}) => ({ uri: null, upc: null, isrcs: [], ...more });

describe('save', () => {
  it('puts album or track among the favourites, with the token in the query', async () => {
    const { dsp, asked } = await deezer({
      [SAVE]: () => ({ json: true }),
      'POST /user/me/tracks': () => ({ json: true }),
    });
    expect(await dsp.save(ACCESS, 'deezer:album:12')).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await dsp.save(ACCESS, 'deezer:track:34')).toEqual({ kind: 'ok', proof: 'saved' });
    expect(asked.map(one => one.query)).toEqual([
      { album_id: '12', access_token: TOKEN },
      { track_id: '34', access_token: TOKEN },
    ]);
  });

  it('refuses what is no Deezer URI without asking', async () => {
    const { dsp, asked } = await deezer({});
    expect(await dsp.save(ACCESS, 'spotify:album:x')).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  const retryDate = new Date(START + 90_000).toUTCString();
  it.each<[string, ScriptReply, object]>([
    ['true with 202', { status: 202, json: true }, { kind: 'unavailable' }],
    ['false', { json: false }, { kind: 'unavailable' }],
    ['an empty 200', {}, { kind: 'unavailable' }],
    ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }, { kind: 'unavailable' }],
    ['code 4', error(4), { kind: 'rate_limited', retryAfterMs: null }],
    ['code 100', error(100), { kind: 'refused' }],
    ['code 200', error(200), { kind: 'refused' }],
    ['code 300', error(300), { kind: 'grant_rejected' }],
    ['code 500', error(500), { kind: 'refused' }],
    ['code 700', error(700), { kind: 'unavailable' }],
    ['code 800', NO_DATA, { kind: 'not_live' }],
    ['an unknown code', error(31), { kind: 'unavailable' }],
    ['an error in words', { json: { error: 'Not Found' } }, { kind: 'unavailable' }],
    ['400', { status: 400 }, { kind: 'unavailable' }],
    ['401', { status: 401 }, { kind: 'unavailable' }],
    ['403', { status: 403 }, { kind: 'unavailable' }],
    ['404', { status: 404 }, { kind: 'unavailable' }],
    ['503', { status: 503 }, { kind: 'unavailable' }],
    ['429 in seconds', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'rate_limited', retryAfterMs: 7_000 }],
    [
      '429 as a date',
      { status: 429, headers: { 'retry-after': retryDate } },
      { kind: 'rate_limited', retryAfterMs: 90_000 },
    ],
    ['429 without', { status: 429 }, { kind: 'rate_limited', retryAfterMs: null }],
    [
      '429 with rubbish',
      { status: 429, headers: { 'retry-after': '-1' } },
      { kind: 'rate_limited', retryAfterMs: null },
    ],
    ...Object.entries(BROKEN).map(([name, fault]): [string, ScriptReply, object] => [
      name,
      fault,
      { kind: 'unavailable' },
    ]),
  ])('reads %s, and repeats no token', async (_name, reply, outcome) => {
    const { dsp } = await deezer({ [SAVE]: () => reply });
    const saved = await dsp.save(ACCESS, 'deezer:album:12');
    expect(saved).toMatchObject(outcome);
    expect(JSON.stringify(saved)).not.toContain(TOKEN);
  });
});

describe('a permission', () => {
  it('is exchanged from the query string, with its life, and is its own access for as long', async () => {
    const { dsp, url, asked, time } = await deezer({
      'GET /oauth/access_token.php': ({ query }) =>
        query['code'] === 'lasting'
          ? { text: `access_token=${TOKEN}&expires=0` }
          : { text: `access_token=t&expires=60` },
    });
    const app = { connectUrl: url, clientId: 'app', clientSecret: 'shh' };
    const lasting = await exchangeDeezerCode({ ...app, code: 'lasting' });
    expect(asked[0]?.query).toEqual({ app_id: 'app', secret: 'shh', code: 'lasting' });
    const grant = { refreshToken: lasting?.refresh_token ?? '', authorizedAt: START };
    time.now = START + 170 * 86_400_000;
    const access = { token: TOKEN, expiresAt: time.now + 3_600_000 };
    expect(await dsp.refresh(grant)).toEqual({ kind: 'ok', access, rotated: null });

    const short = await exchangeDeezerCode({ ...app, code: 'short' });
    const ending = { refreshToken: short?.refresh_token ?? '', authorizedAt: START };
    time.now = START + 59_000;
    expect(await dsp.refresh(ending)).toMatchObject({ kind: 'ok', access: { token: 't', expiresAt: START + 60_000 } });
    time.now = START + 60_000;
    expect(await dsp.refresh(ending)).toMatchObject({ kind: 'grant_rejected' });
    expect(await dsp.refresh({ refreshToken: 'not ours', authorizedAt: START })).toMatchObject({
      kind: 'grant_rejected',
    });
  });

  it.each<[string, ScriptReply]>([
    ['wrong code', { text: 'wrong code' }],
    ['a 500', { status: 500, text: 'access_token=x&expires=0' }],
    ['a cut line', BROKEN['truncated'] ?? {}],
  ])('is none after %s', async (_name, reply) => {
    const { url } = await deezer({ 'GET /oauth/access_token.php': () => reply });
    const app = { connectUrl: url, clientId: 'app', clientSecret: 'shh' };
    expect(await exchangeDeezerCode({ ...app, code: 'c' })).toBeNull();
  });

  it('says whose it is, and where its account is', async () => {
    const { dsp } = await deezer({ 'GET /user/me': () => ({ json: { id: 2529, name: 'fan', country: 'DE' } }) });
    expect(await dsp.identify(ACCESS)).toEqual({ kind: 'ok', accountId: '2529', name: 'fan', country: 'DE' });
    const ended = await deezer({ 'GET /user/me': () => error(300) });
    expect(await ended.dsp.identify(ACCESS)).toMatchObject({ kind: 'grant_rejected' });
  });
});

describe('probe', () => {
  const script: Script = {
    'GET /album/302127': () => ({ json: ALBUM }),
    'GET /album/upc:00810121774182': () => ({ json: ALBUM }),
    'GET /track/7': () => ({ json: TRACK }),
    'GET /track/isrc:QZES62412345': () => ({ json: TRACK }),
    'GET /track/isrc:QZES62412346': () => ({ json: { ...TRACK, id: 8 } }),
  };
  const withNoData: Script = new Proxy(script, { get: (all, name: string) => all[name] ?? (() => NO_DATA) });

  it.each([
    ['by URI', { uri: 'deezer:album:302127' }, FOUND],
    ['by UPC in another padding', { upc: '810121774182' }, FOUND],
    [
      'one ISRC as the track',
      { isrcs: ['QZES62412345'] },
      { ...FOUND, uri: 'deezer:track:7', url: 'https://www.deezer.com/track/7', title: 'Tide' },
    ],
    ['several ISRCs as their album', { isrcs: ['QZES62412345', 'QZES62412346'] }, FOUND],
  ])('finds %s', async (_name, more, release) => {
    const { dsp } = await deezer(withNoData);
    expect(await dsp.probe(key(more), 'DE')).toEqual({ kind: 'ok', live: true, release });
  });

  it('goes by the countries of the first track, and by the date', async () => {
    const { dsp, time } = await deezer(withNoData);
    const uri = { uri: 'deezer:album:302127' };
    expect(await dsp.probe(key(uri), 'US')).toEqual({ kind: 'ok', live: false, reason: 'not_in_market' });
    time.now = Date.UTC(2026, 10, 19, 9, 59);
    expect(await dsp.probe(key(uri), 'DE')).toEqual({ kind: 'ok', live: false, reason: 'not_in_market' });
    time.now = Date.UTC(2026, 10, 19, 10);
    expect(await dsp.probe(key(uri), 'DE')).toMatchObject({ live: true });
  });

  it('tells what is not there from what could not be asked', async () => {
    const { dsp } = await deezer(withNoData);
    expect(await dsp.probe(key({ upc: '123456789012' }), 'DE')).toEqual({
      kind: 'ok',
      live: false,
      reason: 'not_found',
    });
    expect(await dsp.probe(key({ uri: 'spotify:album:x' }), 'DE')).toMatchObject({ kind: 'refused' });
    const busy = await deezer({ 'GET /album/1': () => error(4), 'GET /album/2': () => error(300) });
    expect(await busy.dsp.probe(key({ uri: 'deezer:album:1' }), 'DE')).toMatchObject({ kind: 'rate_limited' });
    expect(await busy.dsp.probe(key({ uri: 'deezer:album:2' }), 'DE')).toMatchObject({ kind: 'unavailable' });
  });
});
