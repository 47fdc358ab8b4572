import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import { HOUR, LIKE, START, TOKEN_ROUTE, URI, VIDEO, youtubeStage } from './fixtures';

// YouTube's documented answers, given by the sandbox that speaks its wire format.

const { time, sandbox, adapter, video, grant, fault, access } = youtubeStage();
const saved = { kind: 'ok', proof: 'saved' };
const status = (code: number, body?: unknown): FaultInput['fault'] => ({ kind: 'status', status: code, body });
const error = (code: number, reason: string): FaultInput['fault'] =>
  status(code, { error: { code, message: 'No.', errors: [{ domain: 'youtube', reason, message: 'No.' }] } });

describe('refresh', () => {
  it('gives access for an hour', async () => {
    expect(await adapter().refresh(await grant())).toMatchObject({
      kind: 'ok',
      rotated: null,
      access: { expiresAt: START + HOUR },
    });
  });

  it('blames the grant when the fan revoked it, and the settings when those are wrong', async () => {
    const held = await grant();
    expect(await adapter({ clientSecret: 'mistyped' }).refresh(held)).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check GOOGLE_CLIENT_ID'),
    });
    await sandbox().revoke('ada');
    expect(await adapter().refresh(held)).toMatchObject({ kind: 'grant_rejected' });
  });

  it.each<FaultInput['fault']>([{ kind: 'reset' }, { kind: 'truncate' }, status(503), status(202)])(
    'is unavailable on %j',
    async what => {
      const held = await grant();
      await fault(TOKEN_ROUTE, what);
      expect(await adapter().refresh(held)).toMatchObject({ kind: 'unavailable' });
    },
  );
});

describe('credentials', () => {
  it('tries the client and the key', async () => {
    expect(await adapter().credentials?.()).toMatchObject({ kind: 'ok' });
    expect(await adapter({ clientSecret: 'mistyped' }).credentials?.()).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check GOOGLE_CLIENT_ID'),
    });
    await fault('GET /youtube/v3/videos$', error(400, 'badRequest'));
    expect(await adapter().credentials?.()).toEqual({
      kind: 'refused',
      detail: expect.stringContaining('check YOUTUBE_API_KEY'),
    });
  });
});

describe('save', () => {
  it('likes the video, as often as it is asked', async () => {
    const fresh = await access();
    expect(await adapter().save(fresh, URI)).toEqual(saved);
    expect(await adapter().save(fresh, URI)).toEqual(saved);
    expect(await sandbox().fanLibrary('ada')).toEqual({ [URI]: START });
  });

  it('is not_live while the video is private', async () => {
    await video({ availableAt: START + HOUR });
    expect(await adapter().save(await access(), URI)).toEqual({ kind: 'not_live' });
  });

  it('says access_expired after an hour, and refuses what can never be', async () => {
    const first = await access();
    time.now += HOUR;
    expect(await adapter().save(first, URI)).toEqual({ kind: 'access_expired' });
    const readOnly = ['https://www.googleapis.com/auth/youtube.readonly'];
    expect(await adapter().save(await access(readOnly), URI)).toMatchObject({ kind: 'refused' });
    await video({ ratings: false });
    expect(await adapter().save(await access(), URI)).toMatchObject({ kind: 'refused' });
    await sandbox().makeChannelless('ada');
    expect(await adapter().save(await access(), URI)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('youtubeSignupRequired'),
    });
  });

  it('stops until midnight Pacific when the day’s units are gone, and goes on after it', async () => {
    await sandbox().setUnits({ client: 'app', used: 9_900 });
    const fresh = await access();
    expect(await adapter().save(fresh, URI)).toEqual(saved);
    expect(await adapter().save(fresh, URI)).toEqual(saved);
    // noon in UTC is four in California
    const stop = { kind: 'quota_exceeded', retryAfterMs: 20 * HOUR };
    expect(await adapter().save(fresh, URI)).toEqual(stop);
    time.now += 20 * HOUR;
    expect(await adapter().save(await access(), URI)).toEqual(saved);
  });

  it.each<[FaultInput['fault'], object]>([
    [status(202), { kind: 'unavailable' }],
    [error(400, 'videoPurchaseRequired'), { kind: 'refused' }],
    [error(400, 'emailNotVerified'), { kind: 'refused' }],
    [status(400, 'Bad'), { kind: 'unavailable' }],
    [error(401, 'authError'), { kind: 'access_expired' }],
    [error(403, 'forbidden'), { kind: 'refused' }],
    [error(403, 'accessNotConfigured'), { kind: 'unavailable' }],
    [error(403, 'dailyLimitExceeded'), { kind: 'quota_exceeded', retryAfterMs: 20 * HOUR }],
    [error(429, 'quotaExceeded'), { kind: 'quota_exceeded', retryAfterMs: 20 * HOUR }],
    [error(403, 'rateLimitExceeded'), { kind: 'rate_limited', retryAfterMs: null }],
    [error(403, 'userRateLimitExceeded'), { kind: 'rate_limited', retryAfterMs: null }],
    [error(404, 'videoNotFound'), { kind: 'not_live' }],
    [error(503, 'backendError'), { kind: 'unavailable', detail: 'status 503' }],
    [{ kind: 'reset' }, { kind: 'unavailable' }],
  ])('maps %j', async (what, outcome) => {
    const fresh = await access();
    await fault(LIKE, what);
    expect(await adapter().save(fresh, URI)).toMatchObject(outcome);
  });

  it.each([
    ['11', 11_000],
    ['Sun, 22 Nov 2026 12:00:10 GMT', 10_000],
    ['soon', null],
    ['-1', null],
  ])('waits as told by Retry-After %j', async (value, retryAfterMs) => {
    const fresh = await access();
    await fault(LIKE, { kind: 'status', status: 429, headers: { 'retry-after': value } });
    expect(await adapter().save(fresh, URI)).toEqual({ kind: 'rate_limited', retryAfterMs });
  });

  it('does not wait for ever', async () => {
    const fresh = await access();
    await fault(LIKE, { kind: 'hang' });
    expect(await adapter({ timeoutMs: 30 }).save(fresh, URI)).toEqual({ kind: 'unavailable', detail: 'timeout' });
  });

  it.each(['youtube:playlist:OLAK5uy_x', 'youtube:video:short', 'spotify:track:1', ''])(
    'asks nothing for %j',
    async uri => {
      expect(await adapter().save({ token: 't', expiresAt: 1 }, uri)).toMatchObject({ kind: 'refused' });
      expect(await sandbox().calls()).toEqual([]);
    },
  );
});

describe('probe', () => {
  const key = { uri: URI, upc: null, isrcs: [] };
  const no = (reason: string) => ({ kind: 'ok', live: false, reason });

  it('tells what is public, for one unit', async () => {
    const url = `https://music.youtube.com/watch?v=${VIDEO}`;
    const release = { uri: URI, url, artist: 'Ada Maren', title: 'Tides' };
    expect(await adapter().probe(key, 'GB')).toEqual({ kind: 'ok', live: true, release });
    await video({ availableAt: START + HOUR });
    expect(await adapter().probe(key, 'GB')).toEqual(no('not_found'));
    await video({ premiere: true });
    expect(await adapter().probe(key, 'GB')).toEqual(no('not_in_market'));
  });

  it('tells where it is kept from', async () => {
    await video({ blocked: ['DE'] });
    expect(await adapter().probe(key, 'DE')).toEqual(no('not_in_market'));
    expect(await adapter().probe(key, 'GB')).toMatchObject({ live: true });
    await video({ allowed: ['DE'] });
    expect(await adapter().probe(key, 'DE')).toMatchObject({ live: true });
    expect(await adapter().probe(key, 'GB')).toEqual(no('not_in_market'));
  });

  it('asks nothing where no video was named', async () => {
    expect(await adapter().probe({ uri: null, upc: '810121774182', isrcs: [] }, 'GB')).toEqual(no('not_found'));
    expect(await sandbox().calls()).toEqual([]);
  });

  it('holds no fan to a wrong key, and passes stops on', async () => {
    expect(await adapter({ apiKey: 'wrong' }).probe(key, 'GB')).toMatchObject({ kind: 'refused' });
    await sandbox().setUnits({ client: 'app', limit: 0 });
    expect(await adapter().probe(key, 'GB')).toMatchObject({ kind: 'quota_exceeded' });
  });
});

describe('identify', () => {
  it('knows an account by its channel', async () => {
    const who = await adapter().identify(await access());
    expect(who).toEqual({ kind: 'ok', accountId: expect.stringMatching(/^UC/), name: null, country: null });
    expect(await adapter().identify(await access())).toEqual(who);
  });

  it('refuses one that has none', async () => {
    await sandbox().makeChannelless('ada');
    expect(await adapter().identify(await access())).toMatchObject({ kind: 'refused' });
  });
});
