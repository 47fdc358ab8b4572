import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import { ALBUM, HOUR, SAVE, START, tidalStage, TOKEN_ROUTE, UPC, URI } from './fixtures';

// TIDAL's documented answers, given by the sandbox that speaks its wire format.

const { time, sandbox, adapter, release, grant, fault, access } = tidalStage();
const saved = { kind: 'ok', proof: 'saved' };
const status = (code: number, body?: unknown): FaultInput['fault'] => ({ kind: 'status', status: code, body });
const errors = (code: number, more: object) => status(code, { errors: [{ status: String(code), ...more }] });

describe('refresh', () => {
  it('gives access, and hands on a rotated token', async () => {
    const held = await grant();
    expect(await adapter().refresh(held)).toMatchObject({
      kind: 'ok',
      rotated: null,
      access: { expiresAt: START + HOUR },
    });
    await sandbox().createClient({ id: 'app', secret: 'secret', mode: 'extended', rotation: 'always' });
    expect(await adapter().refresh(held)).toMatchObject({ kind: 'ok', rotated: expect.any(String) });
    expect(await adapter().refresh(held)).toMatchObject({ kind: 'grant_rejected' });
  });

  it('blames the grant when the fan revoked it, and the settings when those are wrong', async () => {
    const held = await grant();
    expect(await adapter({ clientSecret: 'mistyped' }).refresh(held)).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check TIDAL_CLIENT_ID'),
    });
    await sandbox().revoke('ada');
    expect(await adapter().refresh(held)).toMatchObject({ kind: 'grant_rejected' });
  });

  it.each<FaultInput['fault']>([{ kind: 'reset' }, { kind: 'truncate' }, status(503), status(400), status(202)])(
    'is unavailable on %j',
    async what => {
      const held = await grant();
      await fault(TOKEN_ROUTE, what);
      expect(await adapter().refresh(held)).toMatchObject({ kind: 'unavailable' });
    },
  );

  it('waits as the token route says', async () => {
    const held = await grant();
    await fault(TOKEN_ROUTE, { kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect(await adapter().refresh(held)).toEqual({ kind: 'rate_limited', retryAfterMs: 7_000 });
  });
});

describe('credentials', () => {
  it('asks anew each time whether TIDAL knows the app', async () => {
    const known = adapter();
    expect(await known.credentials?.()).toMatchObject({ kind: 'ok' });
    await fault(TOKEN_ROUTE, status(503));
    expect(await known.credentials?.(), 'nothing is remembered').toMatchObject({ kind: 'unavailable' });
    expect(await adapter({ clientSecret: 'mistyped' }).credentials?.()).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check TIDAL_CLIENT_ID'),
    });
  });
});

describe('save', () => {
  it('puts the album into the fan’s collection, and is content to find it there', async () => {
    const fresh = await access();
    expect(await adapter().save(fresh, URI, undefined, 'presave-1')).toEqual(saved);
    expect(await adapter().save(fresh, URI, undefined, 'presave-2')).toEqual(saved);
    expect(await sandbox().fanLibrary('ada')).toEqual({ [URI]: START });
  });

  it('saves a track', async () => {
    await release(START, { track: { id: '99', isrc: 'QZES62412345' } });
    expect(await adapter().save(await access(), 'tidal:track:99')).toEqual(saved);
    expect(Object.keys(await sandbox().fanLibrary('ada'))).toEqual(['tidal:track:99']);
  });

  it('is not_live while TIDAL leaves it out, and asks anew later instead of being replayed', async () => {
    await release(START + HOUR);
    const fresh = await access();
    expect(await adapter().save(fresh, URI, undefined, 'p')).toEqual({ kind: 'not_live' });
    await release(START);
    expect(await adapter().save(fresh, URI, undefined, 'p'), 'a replay').toEqual({ kind: 'not_live' });
    time.now += 5 * 60_000;
    expect(await adapter().save(fresh, URI, undefined, 'p')).toEqual(saved);
  });

  it('replays a call whose answer was lost', async () => {
    const fresh = await access();
    await fault(SAVE, { kind: 'reset' }, true);
    expect(await adapter().save(fresh, URI, undefined, 'p')).toMatchObject({ kind: 'unavailable' });
    expect(await adapter().save(fresh, URI, undefined, 'p')).toEqual(saved);
  });

  it('says access_expired when the token has run out, and refuses without the scope', async () => {
    const first = await access();
    time.now += HOUR;
    expect(await adapter().save(first, URI)).toEqual({ kind: 'access_expired' });
    expect(await adapter().save(await access(['user.read']), URI)).toMatchObject({ kind: 'refused' });
  });

  it.each<[FaultInput['fault'], object]>([
    [status(202), { kind: 'unavailable', detail: 'status 202' }],
    [status(200, { data: 'no' }), { kind: 'unavailable', detail: 'unreadable answer' }],
    [errors(400, { detail: 'Invalid request' }), { kind: 'refused', detail: '400 Invalid request' }],
    [errors(401, {}), { kind: 'access_expired' }],
    [errors(403, { detail: 'Forbidden' }), { kind: 'refused', detail: '403 Forbidden' }],
    [errors(404, {}), { kind: 'not_live' }],
    [errors(409, { code: 'DUPLICATE_ITEMS_IN_COLLECTION' }), saved],
    [errors(409, { code: 'TOO_MANY_ITEMS_IN_COLLECTION' }), { kind: 'refused' }],
    [errors(409, { code: 'IDEMPOTENT_REQUEST_IN_PROGRESS' }), { kind: 'unavailable' }],
    [errors(415, {}), { kind: 'unavailable' }],
    [errors(422, { code: 'IDEMPOTENT_REQUEST_PAYLOAD_MISMATCH' }), { kind: 'unavailable' }],
    [status(500), { kind: 'unavailable', detail: 'status 500' }],
    [{ kind: 'reset' }, { kind: 'unavailable' }],
    [{ kind: 'truncate' }, { kind: 'unavailable' }],
  ])('maps %j', async (what, outcome) => {
    const fresh = await access();
    await fault(SAVE, what);
    expect(await adapter().save(fresh, URI)).toMatchObject(outcome);
  });

  it.each([
    ['11', 11_000],
    ['Sun, 22 Nov 2026 12:00:10 GMT', 10_000],
    ['soon', null],
    ['-1', null],
    [undefined, null],
  ])('waits as told by Retry-After %j', async (value, retryAfterMs) => {
    const fresh = await access();
    const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
    await fault(SAVE, { kind: 'status', status: 429, headers });
    expect(await adapter().save(fresh, URI)).toEqual({ kind: 'rate_limited', retryAfterMs });
  });

  it('meets the bucket that was seen', async () => {
    const fresh = await access();
    await sandbox().setLimit({ client: 'app', kind: 'token-bucket', limit: 10, refillPerSecond: 1, cost: 5 });
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await adapter().save(fresh, URI)).kind);
    expect(answers).toEqual(['ok', 'ok', 'rate_limited']);
  });

  it('does not wait for ever', async () => {
    const fresh = await access();
    await fault(SAVE, { kind: 'hang' });
    expect(await adapter({ timeoutMs: 30 }).save(fresh, URI)).toEqual({ kind: 'unavailable', detail: 'timeout' });
  });

  it.each(['tidal:album:x', 'tidal:playlist:1', 'spotify:album:1', ''])('asks nothing for %j', async uri => {
    expect(await adapter().save({ token: 't', expiresAt: 1 }, uri)).toMatchObject({ kind: 'refused' });
    expect(await sandbox().calls()).toEqual([]);
  });
});

describe('probe', () => {
  const found = { uri: URI, url: `https://tidal.com/album/${ALBUM}`, artist: 'Ada Maren', title: 'Tides' };
  const byUri = { uri: URI, upc: null, isrcs: [] };

  it('opens each market at its own moment', async () => {
    await sandbox().putRelease({
      id: ALBUM,
      title: 'Tides',
      artist: 'Ada Maren',
      availableAt: { NZ: START, default: START + 13 * HOUR },
    });
    expect(await adapter().probe(byUri, 'NZ')).toEqual({ kind: 'ok', live: true, release: found });
    expect(await adapter().probe(byUri, 'GB')).toEqual({ kind: 'ok', live: false, reason: 'not_found' });
  });

  it.each([UPC, `0${UPC}`, `00${UPC}`])('finds by barcode, listed as %s', async upc => {
    await release(START, { upc });
    expect(await adapter().probe({ uri: null, upc: UPC, isrcs: [] }, 'GB')).toMatchObject({
      live: true,
      release: found,
    });
  });

  it('finds one ISRC as its track and several as their album', async () => {
    await release(START, { track: { id: '99', isrc: 'QZES62412345' } });
    const ask = (isrcs: string[]) => adapter().probe({ uri: null, upc: null, isrcs }, 'GB');
    expect(await ask(['QZES62412345'])).toMatchObject({ live: true, release: { uri: 'tidal:track:99' } });
    expect(await ask(['QZES62412346', 'QZES62412345'])).toMatchObject({ live: true, release: found });
    expect(await ask(['QZES62412399'])).toEqual({ kind: 'ok', live: false, reason: 'not_found' });
  });

  it('does not take a date that is still to come for out', async () => {
    await release(START + 72 * HOUR, { listedEarly: true, releaseDate: '2026-11-25' });
    expect(await adapter().probe(byUri, 'GB')).toEqual({ kind: 'ok', live: false, reason: 'not_in_market' });
  });

  it('renews the app’s token when it is refused, once', async () => {
    const dsp = adapter();
    await dsp.probe(byUri, 'GB');
    await fault('GET /tidal/v2/albums$', status(401));
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ live: true });
    await sandbox().setFaults([{ route: 'GET /tidal/v2/albums$', fault: status(401) }]);
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ kind: 'unavailable' });
  });

  it('passes stops on, and blames no grant for the app’s own token', async () => {
    await fault(TOKEN_ROUTE, { kind: 'invalid_grant' });
    expect(await adapter().probe(byUri, 'GB')).toMatchObject({ kind: 'unavailable' });
    await fault('GET /tidal/v2/albums$', { kind: 'status', status: 429, headers: { 'retry-after': '2' } });
    expect(await adapter().probe(byUri, 'GB')).toEqual({ kind: 'rate_limited', retryAfterMs: 2_000 });
  });
});
