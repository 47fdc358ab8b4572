import { beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import type { Access } from '../types';
import type { SpotifyDsp } from './adapter';
import { START } from './fixtures';
import { APP, HOUR, sandboxStage, SCOPES, URI } from './sandbox/fixtures';

// What a trial with the artist's own account asks, answered by the sandbox that speaks Spotify's wire format.

const ROUTES = { holds: '^GET /api/v1/me/library/contains$', remove: '^DELETE /api/v1/me/library$' };
const BOTH = ['user-library-modify', 'user-library-read'];
const { time, sandbox, adapter, release, grant, fault, refuse } = sandboxStage();
let dsp: SpotifyDsp;
beforeEach(async () => {
  dsp = adapter();
  await release();
});

async function access(scopes = BOTH): Promise<Access> {
  const refreshed = await dsp.refresh(await grant(scopes));
  if (refreshed.kind !== 'ok') throw new Error(`no access: ${refreshed.kind}`);
  return refreshed.access;
}
const ask = (what: 'holds' | 'remove', given: Access, uri = URI) => dsp.trial?.[what](given, uri);

it('sees a release come into the library and go', async () => {
  const own = await access();
  expect(await ask('holds', own)).toEqual({ kind: 'ok', held: false });
  await dsp.save(own, URI);
  expect(await ask('holds', own)).toEqual({ kind: 'ok', held: true });
  expect(await ask('remove', own)).toEqual({ kind: 'ok' });
  expect(await ask('remove', own), 'what is not there any more').toEqual({ kind: 'ok' });
  expect(await ask('holds', own)).toEqual({ kind: 'ok', held: false });
});

it('cannot look under the one scope that fans give', async () => {
  const small = { kind: 'refused', detail: '403 Insufficient client scope' };
  expect(await ask('holds', await access(SCOPES))).toEqual(small);
  expect(await ask('remove', await access(['user-library-read']))).toEqual(small);
});

it.each([
  ['[]', { kind: 'unavailable', detail: 'unreadable answer' }],
  ['{"held":true}', { kind: 'unavailable', detail: 'unreadable answer' }],
])('reads no answer out of %s', async (body, outcome) => {
  const own = await access();
  await refuse(ROUTES.holds, 200, JSON.parse(body));
  expect(await ask('holds', own)).toEqual(outcome);
});

describe.each(['holds', 'remove'] as const)('%s', what => {
  it('asks nothing about what is no release', async () => {
    expect(await ask(what, await access(), 'spotify:artist:x')).toMatchObject({ kind: 'refused' });
  });

  it('says access_expired when the hour is over, and not_registered for an account that is not listed', async () => {
    const own = await access();
    time.now += HOUR;
    expect(await ask(what, own)).toEqual({ kind: 'access_expired' });
    await sandbox().createClient({ ...APP, mode: 'development', listedFans: [] });
    expect(await ask(what, await access())).toEqual({ kind: 'not_registered' });
  });

  it('is refused on 400 and on any other 403', async () => {
    const own = await access();
    await refuse(ROUTES[what], 400, { error: { status: 400, message: 'Invalid uri' } });
    expect(await ask(what, own)).toEqual({ kind: 'refused', detail: '400 Invalid uri' });
    await refuse(ROUTES[what], 403, { error: { status: 403, message: 'Forbidden.' } });
    expect(await ask(what, own)).toEqual({ kind: 'refused', detail: '403 Forbidden.' });
  });

  it.each([
    ['seconds', 30_000],
    ['http-date', 30_000],
    ['absent', null],
    ['negative', null],
    [79_892, 79_892_000],
  ] as const)('stops on a 429 with Retry-After %s, of either kind', async (retryAfter, retryAfterMs) => {
    const own = await access();
    await sandbox().setLimit({ client: 'app', limit: 0, retryAfter });
    expect(await ask(what, own)).toEqual({ kind: 'rate_limited', retryAfterMs });
    await sandbox().setLimit({ client: 'app', limit: 0, retryAfter, quotaExceeded: true });
    expect(await ask(what, own)).toEqual({ kind: 'quota_exceeded', retryAfterMs });
  });

  it.each<FaultInput['fault']>([{ kind: 'reset' }, { kind: 'status', status: 404 }, { kind: 'status', status: 503 }])(
    'is a value when it meets %j',
    async spoiled => {
      const own = await access();
      await fault(ROUTES[what], spoiled);
      expect((await ask(what, own))?.kind).toMatch(/^(unavailable|refused|not_live)$/);
    },
  );

  it('is unavailable when the answer hangs', async () => {
    const own = await access();
    await fault(ROUTES[what], { kind: 'hang' });
    expect(await adapter({ timeoutMs: 40 }).trial?.[what](own, URI)).toEqual({
      kind: 'unavailable',
      detail: 'timeout',
    });
    expect(await sandbox().fanLibrary('ada'), 'and nothing came of it').toEqual({});
    expect(time.now).toBe(START);
  });
});
