import { beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import type { Access } from '../types';
import type { SpotifyDsp } from './adapter';
import { START } from './fixtures';
import { APP, HOUR, sandboxStage, SCOPES, TOKEN_ROUTE, URI } from './sandbox/fixtures';

// Every documented answer to a fan's calls, given by the sandbox that speaks Spotify's wire format.

const SAVE = '^PUT /api/v1/me/library$';
const { time, sandbox, adapter, release, grant, fault, refuse } = sandboxStage();
let dsp: SpotifyDsp;
beforeEach(() => {
  dsp = adapter();
});

async function access(scopes = SCOPES): Promise<Access> {
  const refreshed = await dsp.refresh(await grant(scopes));
  if (refreshed.kind !== 'ok') throw new Error(`no access: ${refreshed.kind}`);
  return refreshed.access;
}

describe('credentials', () => {
  it('asks anew each time whether Spotify knows the app', async () => {
    expect(await dsp.credentials?.()).toMatchObject({ kind: 'ok' });
    await fault(TOKEN_ROUTE, { kind: 'status', status: 400, body: { error: 'invalid_client' } });
    expect(await dsp.credentials?.()).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('check SPOTIFY_CLIENT_ID'),
    });
  });
});

describe('refresh', () => {
  it('gives access for an hour and keeps the refresh token where Spotify does', async () => {
    const answer = await dsp.refresh(await grant());
    expect(answer).toMatchObject({ kind: 'ok', rotated: null, access: { expiresAt: START + HOUR } });
  });

  it('hands on the rotated token; the old one is rejected from then on', async () => {
    await sandbox().createClient({ ...APP, rotation: 'always' });
    const old = await grant();
    const first = await dsp.refresh(old);
    const rotated = first.kind === 'ok' ? first.rotated : null;
    expect(rotated).toEqual(expect.any(String));
    expect(await dsp.refresh({ ...old, refreshToken: rotated ?? '' })).toMatchObject({ kind: 'ok' });
    expect(await dsp.refresh(old)).toMatchObject({ kind: 'grant_rejected' });
  });

  it('says grant_rejected when the fan revoked it, when six months are over, and in an outage that claims so', async () => {
    const held = await grant();
    await fault(TOKEN_ROUTE, { kind: 'invalid_grant' });
    expect(await dsp.refresh(held)).toMatchObject({ kind: 'grant_rejected' });
    expect(await dsp.refresh(held)).toMatchObject({ kind: 'ok' });
    await sandbox().revoke('ada');
    const revoked = { kind: 'grant_rejected', detail: 'invalid_grant Refresh token revoked' };
    expect(await dsp.refresh(held)).toEqual(revoked);
    const old = await grant(SCOPES, START - 185 * 24 * HOUR);
    expect(await dsp.refresh(old)).toMatchObject({ kind: 'grant_rejected' });
  });

  it('does not hold a wrong client secret against the grant', async () => {
    const answer = await adapter({ clientSecret: 'mistyped' }).refresh(await grant());
    expect(answer).toEqual({ kind: 'unavailable', detail: expect.stringContaining('check SPOTIFY_CLIENT_ID') });
  });

  it.each<FaultInput['fault']>([{ kind: 'reset' }, { kind: 'truncate' }, { kind: 'status', status: 503 }])(
    'is unavailable on %j',
    async what => {
      const held = await grant();
      await fault(TOKEN_ROUTE, what);
      expect(await dsp.refresh(held)).toMatchObject({ kind: 'unavailable' });
    },
  );
});

describe('save', () => {
  it('puts the album into the fan’s library, as often as it is asked', async () => {
    await release();
    const fresh = await access();
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await sandbox().fanLibrary('ada')).toEqual({ [URI]: START });
  });

  it('cannot tell a 200 that Spotify ignored: the one scope asked for does not read back', async () => {
    await release({ availableAt: START + HOUR, putBeforeRelease: 'ignored' });
    expect(await dsp.save(await access(), URI)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await sandbox().fanLibrary('ada')).toEqual({});
  });

  it('is not_live before the release and saves after it', async () => {
    await release({ availableAt: START + HOUR / 2 });
    const fresh = await access();
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'not_live' });
    time.now += HOUR / 2;
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'ok', proof: 'saved' });
  });

  it('says access_expired when the hour is over or the fan revoked it', async () => {
    await release();
    const first = await access();
    time.now += HOUR;
    expect(await dsp.save(first, URI)).toEqual({ kind: 'access_expired' });
    const second = await access();
    await sandbox().revoke('ada');
    expect(await dsp.save(second, URI)).toEqual({ kind: 'access_expired' });
  });

  it('tells a fan who is not listed from a permission that is too small and from any other 403', async () => {
    await release();
    const small = await access(['user-library-read']);
    expect(await dsp.save(small, URI)).toEqual({ kind: 'refused', detail: '403 Insufficient client scope' });
    const fresh = await access();
    await refuse(SAVE, 403, { error: { status: 403, message: 'Forbidden.' } });
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'refused', detail: '403 Forbidden.' });
    await sandbox().createClient({ ...APP, mode: 'development', listedFans: [] });
    expect(await dsp.save(await access(), URI)).toEqual({ kind: 'not_registered' });
  });

  it('is refused on 400', async () => {
    const fresh = await access();
    await refuse(SAVE, 400, { error: { status: 400, message: 'Invalid uri' } });
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'refused', detail: '400 Invalid uri' });
  });

  it.each([
    ['seconds', 30_000],
    ['http-date', 30_000],
    ['absent', null],
    ['negative', null],
    [0.5, 500],
    [79_892, 79_892_000],
  ] as const)('stops on a 429 with Retry-After %s, of either kind', async (retryAfter, retryAfterMs) => {
    await release();
    const fresh = await access();
    await sandbox().setLimit({ client: 'app', limit: 0, retryAfter });
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'rate_limited', retryAfterMs });
    await sandbox().setLimit({ client: 'app', limit: 0, retryAfter, quotaExceeded: true });
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'quota_exceeded', retryAfterMs });
  });

  it.each([500, 502, 503, 504])('is unavailable on %i', async status => {
    const fresh = await access();
    await refuse(SAVE, status, 'upstream connect error');
    expect(await dsp.save(fresh, URI)).toEqual({ kind: 'unavailable', detail: `status ${status}` });
  });

  it('is unavailable when nothing comes back, even if the save was done', async () => {
    await release();
    const fresh = await access();
    await fault(SAVE, { kind: 'hang' });
    const hung = await adapter({ timeoutMs: 40 }).save(fresh, URI);
    expect(hung).toEqual({ kind: 'unavailable', detail: 'timeout' });
    await fault(SAVE, { kind: 'reset' }, true);
    expect(await dsp.save(fresh, URI)).toMatchObject({ kind: 'unavailable' });
    expect(await sandbox().fanLibrary('ada')).toEqual({ [URI]: START });
  });
});

describe('identify', () => {
  it('names the account by what never changes, and knows a fan who is not listed', async () => {
    const answer = await dsp.identify(await access());
    expect(answer).toMatchObject({ kind: 'ok', accountId: expect.any(String) });
    expect(answer).not.toMatchObject({ accountId: 'ada' });
    await sandbox().createClient({ ...APP, mode: 'development', listedFans: ['bo'] });
    expect(await dsp.identify(await access())).toEqual({ kind: 'not_registered' });
  });

  it('tells the account’s country only to an app that may ask for it, and ours does not', async () => {
    const allowed = [...SCOPES, 'user-read-private'];
    expect(await dsp.identify(await access())).toMatchObject({ kind: 'ok', country: null });
    expect(await dsp.identify(await access(allowed))).toMatchObject({ kind: 'ok', country: 'GB' });
    await sandbox().createClient({ ...APP, mode: 'development', listedFans: ['ada'] });
    expect(await dsp.identify(await access(allowed))).toMatchObject({ kind: 'ok', country: null });
  });
});
