import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import { ALBUM, appleStage, HOUR, START, UPC, URI } from './fixtures';

const stage = appleStage();
const { adapter, access, release, sandbox, fault, time } = stage;

const ADD = 'POST /apple-music/v1/me/library$';
const LOOK = `GET /apple-music/v1/catalog/gb/albums/${ALBUM}$`;
const STOREFRONT = 'GET /apple-music/v1/me/storefront$';
const status = (code: number, headers: Record<string, string> = {}): FaultInput['fault'] => ({
  kind: 'status',
  status: code,
  headers,
});
const otherKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What every call that is answered with less than a yes comes to; the hang is cut short by the adapter's own patience. */
const TROUBLE: [string, FaultInput['fault'], object][] = [
  ['429 with Retry-After', status(429, { 'retry-after': '7' }), { kind: 'rate_limited', retryAfterMs: 7_000 }],
  [
    '429 with a date',
    status(429, { 'retry-after': new Date(START + 90_000).toUTCString() }),
    { kind: 'rate_limited', retryAfterMs: 90_000 },
  ],
  ['429 without', status(429), { kind: 'rate_limited', retryAfterMs: null }],
  ['500', status(500), { kind: 'unavailable' }],
  ['503', status(503), { kind: 'unavailable' }],
  ['504', status(504), { kind: 'unavailable' }],
  ['a hang', { kind: 'hang' }, { kind: 'unavailable', detail: 'timeout' }],
  ['a reset', { kind: 'reset' }, { kind: 'unavailable' }],
  ['half an answer', { kind: 'truncate' }, { kind: 'unavailable' }],
];

describe('credentials', () => {
  it('shows Apple the developer token, and no listener’s', async () => {
    expect(await adapter().credentials?.()).toEqual({ kind: 'ok' });
    expect(await adapter({ privateKey: otherKey() }).credentials?.()).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check APPLE_TEAM_ID'),
    });
  });
});

describe('save', () => {
  it('is accepted, which proves nothing', async () => {
    expect(await adapter().save(await access(), URI)).toEqual({ kind: 'ok', proof: 'accepted' });
    expect(await sandbox().library(URI)).toEqual({ ada: START });
  });

  it('adds a song by its own id', async () => {
    await release({ song: { id: '99', isrc: 'QZES62412345' } });
    await adapter().save(await access(), 'apple:gb:song:99');
    expect(await sandbox().library('apple:gb:song:99')).toEqual({ ada: START });
  });

  it('puts no token into an address', async () => {
    const ada = await access();
    await adapter().save(ada, URI);
    expect(JSON.stringify(await sandbox().calls({}))).not.toContain(ada.token);
  });

  it('refuses what is no URI of Apple’s without asking', async () => {
    expect(await adapter().save(await access(), 'spotify:album:x')).toMatchObject({ kind: 'refused' });
    expect(await sandbox().calls({})).toEqual([]);
  });

  it('takes a 403 for the fan’s token and a 401 for our own', async () => {
    await sandbox().signIn({ fan: 'ada' });
    const gone = await access();
    await sandbox().revokeTokens('ada');
    expect(await adapter().save(gone, URI)).toEqual({ kind: 'access_expired' });
    const ada = await access();
    const strange = adapter({ privateKey: otherKey() });
    expect(await strange.save(ada, URI)).toMatchObject({
      kind: 'unavailable',
      detail: expect.stringMatching(/APPLE_PRIVATE_KEY/),
    });
  });

  it('signs a new developer token when one is refused, once', async () => {
    const dsp = adapter();
    await dsp.save(await access(), URI);
    await fault(ADD, status(401));
    expect(await dsp.save(await access('bea'), URI)).toMatchObject({ kind: 'ok' });
  });

  it.each([
    ...TROUBLE,
    ['400', status(400), { kind: 'refused' }],
    ['404', status(404), { kind: 'not_live' }],
  ] as typeof TROUBLE)('reads %s', async (_, spoil, outcome) => {
    const ada = await access();
    await fault(ADD, spoil);
    expect(await adapter({ timeoutMs: 300 }).save(ada, URI)).toMatchObject(outcome);
  });
});

describe('verify', () => {
  it('sees the release in the library, once it shows it', async () => {
    await release({ appearsAfterMs: 60_000 });
    const [dsp, ada] = [adapter(), await access()];
    expect(await dsp.verify(ada, URI)).toEqual({ kind: 'ok', held: false });
    await dsp.save(ada, URI);
    expect(await dsp.verify(ada, URI)).toEqual({ kind: 'ok', held: false });
    time.now += 60_000;
    expect(await dsp.verify(ada, URI)).toEqual({ kind: 'ok', held: true });
  });

  it('finds out an id that was accepted and ignored', async () => {
    await release({ ignoresAdds: true });
    const [dsp, ada] = [adapter(), await access()];
    expect(await dsp.save(ada, URI)).toEqual({ kind: 'ok', proof: 'accepted' });
    time.now += 24 * HOUR;
    await release({ ignoresAdds: true });
    expect(await dsp.verify(ada, URI)).toEqual({ kind: 'ok', held: false });
  });

  it('finds nothing where the catalogue has nothing', async () => {
    expect(await adapter().verify(await access(), 'apple:gb:album:42')).toEqual({ kind: 'ok', held: false });
  });

  it('takes a 403 for the fan’s token', async () => {
    const ada = await access();
    await fault(LOOK, status(403));
    expect(await adapter().verify(ada, URI)).toEqual({ kind: 'access_expired' });
  });

  it.each(TROUBLE)('reads %s', async (_, spoil, outcome) => {
    const ada = await access();
    await fault(LOOK, spoil);
    expect(await adapter({ timeoutMs: 300 }).verify(ada, URI)).toMatchObject(outcome);
  });
});

describe('refresh', () => {
  const grant = async () => ({ refreshToken: (await access()).token, authorizedAt: START });

  it('sees that the token still works and renews nothing', async () => {
    const held = await grant();
    expect(await adapter().refresh(held)).toEqual({
      kind: 'ok',
      access: { token: held.refreshToken, expiresAt: START + 2 * HOUR },
      rotated: null,
    });
  });

  it('says that the fan’s token was refused', async () => {
    const held = await grant();
    await sandbox().revokeTokens('ada');
    expect(await adapter().refresh(held)).toMatchObject({ kind: 'grant_rejected' });
  });

  it('never blames the fan for our own token', async () => {
    expect(await adapter({ privateKey: otherKey() }).refresh(await grant())).toMatchObject({ kind: 'unavailable' });
  });

  it.each(TROUBLE)('reads %s', async (_, spoil, outcome) => {
    const held = await grant();
    await fault(STOREFRONT, spoil);
    expect(await adapter({ timeoutMs: 300 }).refresh(held)).toMatchObject(outcome);
  });
});

describe('probe', () => {
  const byUri = { uri: URI, upc: null, isrcs: [] };
  const byUpc = { uri: null, upc: UPC, isrcs: [] };
  const found = { uri: URI, url: `https://music.apple.com/gb/album/${ALBUM}`, artist: 'Ada Maren', title: 'Tides' };

  it('finds by address, by UPC in every padding and by ISRC', async () => {
    expect(await adapter().probe(byUri, 'GB')).toEqual({ kind: 'ok', live: true, release: found });
    await release({ upc: `00${UPC}`, song: { id: '99', isrc: 'QZES62412345' } });
    expect(await adapter().probe(byUpc, 'GB')).toEqual({ kind: 'ok', live: true, release: found });
    expect(await adapter().probe({ uri: null, upc: null, isrcs: ['QZES62412345'] }, 'GB')).toMatchObject({
      release: { uri: 'apple:gb:song:99' },
    });
  });

  it('opens each storefront at its own moment, with its own id', async () => {
    await release({ ids: { jp: '42' }, availableAt: { JP: START, default: START + HOUR } });
    expect(await adapter().probe(byUri, 'JP')).toMatchObject({ live: true, release: { uri: 'apple:jp:album:42' } });
    expect(await adapter().probe(byUri, 'GB')).toEqual({ kind: 'ok', live: false, reason: 'not_found' });
  });

  it('does not take a pre-release for out', async () => {
    await release({ availableAt: START + HOUR, listedFrom: START });
    expect(await adapter().probe(byUpc, 'GB')).toEqual({ kind: 'ok', live: false, reason: 'not_in_market' });
    time.now += HOUR;
    expect(await adapter().probe(byUpc, 'GB')).toMatchObject({ live: true });
  });

  it('asks the largest storefront where nothing is known of the fan', async () => {
    expect(await adapter().probe(byUri, 'ZZ')).toMatchObject({ release: { uri: `apple:us:album:${ALBUM}` } });
  });

  it('has nothing where it is not, and says what is no URI', async () => {
    const ask = (uri: string) => adapter().probe({ uri, upc: null, isrcs: [] }, 'GB');
    expect(await ask('apple:gb:album:42')).toEqual({ kind: 'ok', live: false, reason: 'not_found' });
    expect(await ask('spotify:album:x')).toMatchObject({ kind: 'refused' });
  });

  it.each(TROUBLE)('reads %s', async (_, spoil, outcome) => {
    await fault(LOOK, spoil);
    expect(await adapter({ timeoutMs: 300 }).probe(byUri, 'GB')).toMatchObject(outcome);
  });

  it('blames no fan for a 403', async () => {
    await fault(LOOK, status(403));
    expect(await adapter().probe(byUri, 'GB')).toMatchObject({ kind: 'unavailable' });
  });
});

it('describes a release for the editor, without Apple’s own endings', async () => {
  await release({ title: 'Tides - EP', availableAt: START + HOUR, listedFrom: START, releaseDate: '2026-11-23' });
  expect(await adapter().describe({ uri: null, upc: UPC, isrcs: [] }, 'GB')).toMatchObject({
    description: {
      title: 'Tides',
      kind: 'ep',
      upc: UPC,
      releaseDate: '2026-11-23',
      artworkUrl: expect.stringMatching(/1200x1200bb\.jpg$/),
    },
  });
});

describe('a developer token', () => {
  it('for the page works from its own origin alone, for half a day', async () => {
    const { token, expiresAt } = await stage.fan().browserToken('https://upbeat.example');
    expect(expiresAt).toBe(START + 12 * HOUR);
    const ask = (headers: Record<string, string>) =>
      fetch(`${stage.url()}/apple-music/v1/catalog/gb/albums/${ALBUM}`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      }).then(answer => answer.status);
    expect(await ask({ origin: 'https://upbeat.example' })).toBe(200);
    expect(await ask({ origin: 'https://elsewhere.example' })).toBe(401);
    expect(await ask({})).toBe(401);
    time.now += 12 * HOUR;
    expect(await ask({ origin: 'https://upbeat.example' })).toBe(401);
  });

  it('of the server is made anew before it ends', async () => {
    const dsp = adapter();
    for (let i = 0; i < 40; i += 1) {
      expect(await dsp.probe({ uri: URI, upc: null, isrcs: [] }, 'GB')).toMatchObject({ live: true });
      time.now += HOUR;
    }
  });
});

describe('the consent side', () => {
  it('tells whose token it is', async () => {
    const ada = await sandbox().signIn({ fan: 'ada', country: 'JP' });
    expect(await stage.fan().welcome(ada)).toEqual({ kind: 'ok', storefront: 'JP', subscribed: true });
    const bea = await sandbox().signIn({ fan: 'bea', subscribed: false });
    expect(await stage.fan().welcome(bea)).toEqual({ kind: 'ok', storefront: 'GB', subscribed: false });
  });

  it('does not guess a subscription that Apple does not tell', async () => {
    const ada = await sandbox().signIn({ fan: 'ada' });
    await fault('GET /apple-music/v1/me/account$', status(404));
    expect(await stage.fan().welcome(ada)).toEqual({ kind: 'ok', storefront: 'GB', subscribed: null });
  });

  it('tells an old token from trouble', async () => {
    const ada = await sandbox().signIn({ fan: 'ada' });
    await sandbox().revokeTokens('ada');
    expect(await stage.fan().welcome(ada)).toMatchObject({ kind: 'grant_rejected' });
    await fault(STOREFRONT, status(500));
    expect(await stage.fan().welcome(ada)).toMatchObject({ kind: 'unavailable' });
  });

  const NAMES = { artist: 'Ada Maren', title: 'Tides' };
  const byUpc = { uri: null, upc: UPC, isrcs: [] };

  it('pre-adds what the storefront has already', async () => {
    await release({ availableAt: START + HOUR, listedFrom: START });
    const ada = await sandbox().signIn({ fan: 'ada' });
    expect(await stage.fan().preAdd(ada, 'GB', byUpc, NAMES)).toEqual({ kind: 'ok', added: true });
    expect(await sandbox().preAdds(ALBUM)).toEqual({ ada: START });
    time.now += HOUR;
    expect(await adapter().verify({ token: ada, expiresAt: Infinity }, URI)).toEqual({ kind: 'ok', held: true });
  });

  it('adds nothing that is not there, and nothing of another name', async () => {
    const ada = await sandbox().signIn({ fan: 'ada' });
    const notThere = { kind: 'ok', added: false, reason: 'not_there' };
    expect(await stage.fan().preAdd(ada, 'GB', byUpc, { ...NAMES, title: 'Storms' })).toEqual(notThere);
    await release({ availableAt: START + HOUR });
    expect(await stage.fan().preAdd(ada, 'GB', byUpc, NAMES)).toEqual(notThere);
    expect(await sandbox().library(URI)).toEqual({});
  });
});
