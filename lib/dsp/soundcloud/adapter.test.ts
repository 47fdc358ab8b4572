import { afterEach, describe, expect, it } from 'vitest';
import { BROKEN, scriptedServer, type Script, type ScriptReply } from '../fixtures';
import { soundcloudAdapter } from './adapter';

const START = Date.UTC(2026, 10, 22, 12);
const ACCESS = { token: 'fan', expiresAt: START + 1 };
const GRANT = { refreshToken: 'one', authorizedAt: START };
const URN = 'soundcloud:tracks:308946187';
const LINK = 'https://soundcloud.com/ada-maren/tide';
const LIKE = `POST /likes/tracks/${URN}`;
const TOKEN = 'POST /oauth/token';
const TRACK = { urn: URN, title: 'Tide', user: { username: 'Ada Maren' }, permalink_url: `${LINK}?utm_source=x` };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function soundcloud(script: Script) {
  const server = await scriptedServer({
    [TOKEN]: () => ({ json: { access_token: 'app', expires_in: 3600 } }),
    ...script,
  });
  closers.push(server.close);
  const urls = { authUrl: server.url, apiUrl: server.url };
  const dsp = soundcloudAdapter({ ...urls, clientId: 'id', clientSecret: 'shh', now: () => START, timeoutMs: 400 });
  return { ...server, dsp };
}

describe('save', () => {
  it('likes a track or a set by its URN', async () => {
    const set = 'soundcloud:playlists:5';
    const { dsp, asked } = await soundcloud({
      [LIKE]: () => ({ status: 200 }),
      [`POST /likes/playlists/${set}`]: () => ({ status: 201, json: {} }),
    });
    expect(await dsp.save(ACCESS, URN)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await dsp.save(ACCESS, set)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(asked[0]?.headers.authorization).toBe('OAuth fan');
  });

  it('refuses what is no URN of a release without asking', async () => {
    const { dsp, asked } = await soundcloud({});
    for (const uri of [LINK, 'soundcloud:users:1', 'soundcloud:tracks:1/../2'])
      expect(await dsp.save(ACCESS, uri)).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  const limited = (headers: Record<string, string>, json: unknown = {}): ScriptReply => ({
    status: 429,
    headers,
    json,
  });
  it.each<[string, ScriptReply, object]>([
    ['202', { status: 202 }, { kind: 'unavailable' }],
    ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }, { kind: 'unavailable' }],
    ['400', { status: 400, json: { message: 'bad' } }, { kind: 'refused', detail: '400 bad' }],
    ['401', { status: 401 }, { kind: 'access_expired' }],
    ['403', { status: 403 }, { kind: 'refused' }],
    ['404', { status: 404 }, { kind: 'not_live' }],
    ['422', { status: 422 }, { kind: 'unavailable' }],
    ['503', { status: 503 }, { kind: 'unavailable' }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, { kind: 'unavailable' }],
    ['429 in seconds', limited({ 'retry-after': '7' }), { kind: 'rate_limited', retryAfterMs: 7_000 }],
    [
      '429 as a date',
      limited({ 'retry-after': new Date(START + 90_000).toUTCString() }),
      { kind: 'rate_limited', retryAfterMs: 90_000 },
    ],
    ['429 without', limited({}, { spam_warning_urn: null }), { kind: 'rate_limited', retryAfterMs: null }],
    [
      '429 of spam, which is one account’s',
      limited({}, { spam_warning_urn: 'soundcloud:spam-warnings:1' }),
      { kind: 'unavailable', detail: 'spam warning' },
    ],
    ...Object.entries(BROKEN).map(([name, fault]): [string, ScriptReply, object] => [
      name,
      fault,
      { kind: 'unavailable' },
    ]),
  ])('reads %s', async (_name, reply, outcome) => {
    const { dsp } = await soundcloud({ [LIKE]: () => reply });
    expect(await dsp.save(ACCESS, URN)).toMatchObject(outcome);
  });
});

describe('refresh', () => {
  it('brings the one refresh token that works from now on', async () => {
    const { dsp, asked } = await soundcloud({
      [TOKEN]: () => ({ json: { access_token: 'new', expires_in: 3599, refresh_token: 'two' } }),
    });
    const access = { token: 'new', expiresAt: START + 3_599_000 };
    expect(await dsp.refresh(GRANT)).toEqual({ kind: 'ok', access, rotated: 'two' });
    const app = { client_id: 'id', client_secret: 'shh' };
    expect(asked[0]?.form).toEqual({ ...app, grant_type: 'refresh_token', refresh_token: 'one' });
  });

  it.each<[string, ScriptReply, object]>([
    ['invalid_grant', { status: 400, json: { error: 'invalid_grant' } }, { kind: 'grant_rejected' }],
    ['invalid_client', { status: 401, json: { error: 'invalid_client' } }, { kind: 'unavailable' }],
    ['429', { status: 429, headers: { 'retry-after': '3' } }, { kind: 'rate_limited', retryAfterMs: 3_000 }],
    ['500', { status: 500 }, { kind: 'unavailable' }],
    ['truncated', BROKEN['truncated'] ?? {}, { kind: 'unavailable' }],
  ])('reads %s', async (_name, reply, outcome) => {
    const { dsp } = await soundcloud({ [TOKEN]: () => reply });
    expect(await dsp.refresh(GRANT)).toMatchObject(outcome);
  });
});

it('says whose access it is; a country in words is no territory', async () => {
  const { dsp } = await soundcloud({
    'GET /me': () => ({ json: { urn: 'soundcloud:users:9', username: 'fan', country: 'Germany' } }),
  });
  expect(await dsp.identify(ACCESS)).toEqual({
    kind: 'ok',
    accountId: 'soundcloud:users:9',
    name: 'fan',
    country: null,
  });
  expect(await (await soundcloud({})).dsp.identify(ACCESS)).toMatchObject({ kind: 'not_live' });
});

describe('credentials', () => {
  it('is well when SoundCloud minds the grant that nobody has, and costs no app token', async () => {
    const { dsp, asked } = await soundcloud({ [TOKEN]: () => ({ status: 400, json: { error: 'invalid_grant' } }) });
    expect(await dsp.credentials?.()).toEqual({ kind: 'ok' });
    expect(asked.map(({ form }) => form['grant_type'])).toEqual(['refresh_token']);
  });

  it('blames the settings when SoundCloud minds the client', async () => {
    const { dsp } = await soundcloud({ [TOKEN]: () => ({ status: 401, json: { error: 'invalid_client' } }) });
    expect(await dsp.credentials?.()).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check SOUNDCLOUD_CLIENT_ID'),
    });
  });
});

describe('probe', () => {
  const key = (uri: string | null) => ({ uri, upc: '810121774182', isrcs: [] });
  const script = (location: string, track: object = TRACK): Script => ({
    'GET /resolve': () => ({ status: 302, headers: { location } }),
    [`GET /tracks/${URN}`]: () => ({ json: track }),
  });
  const live = { kind: 'ok', live: true, release: { uri: URN, url: LINK, artist: 'Ada Maren', title: 'Tide' } };

  it.each([
    'https://api.soundcloud.com/tracks/soundcloud:tracks:308946187',
    'https://api.soundcloud.com/tracks/soundcloud%3Atracks%3A308946187',
    'https://api.soundcloud.com/tracks/308946187',
  ])('resolves the artist’s link to its URN at %s, with the app’s token', async location => {
    const { dsp, asked } = await soundcloud(script(location));
    expect(await dsp.probe(key(LINK), 'DE')).toEqual(live);
    expect(asked.map(one => one.route)).toEqual([TOKEN, 'GET /resolve', `GET /tracks/${URN}`]);
    expect(asked[1]?.query).toEqual({ url: LINK });
    expect(await dsp.probe(key(URN), 'DE')).toEqual(live);
    expect(asked).toHaveLength(4);
  });

  it('has nothing before the page is public or its date has come, and looks for nothing by a code', async () => {
    const { dsp } = await soundcloud({});
    const missing = { kind: 'ok', live: false, reason: 'not_found' };
    expect(await dsp.probe(key(LINK), 'DE')).toEqual(missing);
    expect(await dsp.probe(key(null), 'DE')).toEqual(missing);
    const date = { release_year: 2026, release_month: 12, release_day: 4 };
    const ahead = await soundcloud(script('https://x.test/tracks/308946187', { ...TRACK, ...date }));
    expect(await ahead.dsp.probe(key(LINK), 'DE')).toMatchObject({ live: false, reason: 'not_in_market' });
  });

  it('refuses a link that leads to no release, and renews an app token that was refused, once', async () => {
    const profile = await soundcloud(script('https://api.soundcloud.com/users/1'));
    expect(await profile.dsp.probe(key(LINK), 'DE')).toMatchObject({ kind: 'refused' });
    const stale = await soundcloud({ 'GET /resolve': () => ({ status: 401 }) });
    expect(await stale.dsp.probe(key(LINK), 'DE')).toMatchObject({ kind: 'unavailable' });
    expect(stale.asked.map(one => one.route)).toEqual([TOKEN, 'GET /resolve', TOKEN, 'GET /resolve']);
  });
});
