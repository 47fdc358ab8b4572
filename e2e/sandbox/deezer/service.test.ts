import { afterEach, describe, expect, it } from 'vitest';
import { deezerAdapter } from '../../../lib/dsp/deezer/adapter';
import { exchangeDeezerCode } from '../../../lib/dsp/deezer/exchange';
import { soundcloudAdapter } from '../../../lib/dsp/soundcloud/adapter';
import { challengeOf } from '../identifiers';
import { startSandbox } from '../server';
import { consent } from '../client';
import { plainSandbox } from './client';

const START = Date.UTC(2026, 11, 4, 12);
const CALLBACK = 'http://127.0.0.1:3000/callback';
const CLIENT = { id: 'app', secret: 'shh', redirectUris: [CALLBACK], mode: 'extended' as const };
const DSP = { clientId: 'app', clientSecret: 'shh', now: () => START, timeoutMs: 400 };

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function open(service: 'deezer' | 'soundcloud') {
  const sandbox = await startSandbox({ clock: () => START });
  close = sandbox.close;
  const control = plainSandbox(sandbox.url, service);
  await control.createClient(CLIENT);
  return { home: `${sandbox.url}/${service}`, control };
}

async function codeFor(address: string, query: Record<string, string>): Promise<string> {
  const asked = new URLSearchParams({ redirect_uri: CALLBACK, state: 's', ...query });
  const back = await consent(`${address}?${asked.toString()}`, { fan: 'mira', decision: 'agree' });
  return new URL(back).searchParams.get('code') ?? '';
}

describe('the sandbox’s Deezer', () => {
  async function stage(perms = 'manage_library,offline_access') {
    const { home, control } = await open('deezer');
    const dsp = deezerAdapter({ ...DSP, connectUrl: `${home}/connect`, apiUrl: home });
    const code = await codeFor(`${home}/connect/oauth/auth.php`, { app_id: 'app', perms });
    const app = { connectUrl: `${home}/connect`, clientId: 'app', clientSecret: 'shh' };
    const tokens = await exchangeDeezerCode({ ...app, code });
    const refreshed = await dsp.refresh({ refreshToken: tokens?.refresh_token ?? '', authorizedAt: START });
    if (refreshed.kind !== 'ok') throw new Error(refreshed.kind);
    return { control, dsp, app, code, tokens, access: refreshed.access };
  }

  it('consents once per code, saves what is out, and finds it', async () => {
    const { control, dsp, app, code, tokens, access } = await stage();
    expect(tokens?.refresh_token).toMatch(/^0\.fr/);
    expect(await exchangeDeezerCode({ ...app, code })).toBeNull();
    expect(await dsp.identify(access)).toMatchObject({ kind: 'ok', name: 'mira', country: 'US' });
    const release = { uri: 'deezer:album:12', title: 'Tides', artist: 'Ada Maren', upc: '00810121774182' };
    await control.putRelease({ ...release, availableAt: START + 1 });
    expect(await dsp.save(access, release.uri)).toEqual({ kind: 'not_live' });
    await control.putRelease({ ...release, availableAt: START });
    const found = await dsp.probe({ uri: null, upc: '810121774182', isrcs: [] }, 'DE');
    expect(found).toMatchObject({ live: true, release: { uri: release.uri } });
    expect(await dsp.save(access, release.uri)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(await control.library(release.uri)).toEqual({ mira: START });
    expect(JSON.stringify(await control.calls())).not.toContain(access.token);
  });

  it('gives an hour without offline_access, limits and fails on demand', async () => {
    const { control, dsp, tokens, access } = await stage('manage_library');
    expect(tokens?.refresh_token).toMatch(/^3600\./);
    await control.setLimit({ client: 'app', kind: 'rolling', limit: 1, windowMs: 5_000 });
    expect(await dsp.identify(access)).toMatchObject({ kind: 'ok' });
    expect(await dsp.identify(access)).toMatchObject({ kind: 'rate_limited' });
    await control.setLimit({ client: 'app', limit: null });
    await control.setFaults([{ route: 'GET /user/me$', fault: { kind: 'truncate' } }]);
    expect(await dsp.identify(access)).toMatchObject({ kind: 'unavailable' });
  });
});

it('the sandbox’s SoundCloud wants PKCE, rotates, resolves and takes likes', async () => {
  const { home, control } = await open('soundcloud');
  const dsp = soundcloudAdapter({ ...DSP, authUrl: `${home}/secure`, apiUrl: home });
  const verifier = 'v'.repeat(64);
  const wish = { client_id: 'app', code_challenge: challengeOf(verifier), code_challenge_method: 'S256' };
  await expect(codeFor(`${home}/secure/authorize`, { client_id: 'app' })).rejects.toThrow(/PKCE/);
  const code = await codeFor(`${home}/secure/authorize`, wish);
  const form = { client_id: 'app', client_secret: 'shh', grant_type: 'authorization_code', code };
  const body = new URLSearchParams({ ...form, code_verifier: verifier });
  const tokens = (await (await fetch(`${home}/secure/oauth/token`, { method: 'POST', body })).json()) as {
    refresh_token: string;
  };
  const grant = { refreshToken: tokens.refresh_token, authorizedAt: START };
  const refreshed = await dsp.refresh(grant);
  if (refreshed.kind !== 'ok') throw new Error(refreshed.kind);
  expect(refreshed.rotated).toBeTruthy();
  expect(await dsp.refresh(grant)).toMatchObject({ kind: 'grant_rejected' });

  const page = 'https://soundcloud.com/ada/tide';
  const key = { uri: page, upc: null, isrcs: [] };
  expect(await dsp.probe(key, 'DE')).toEqual({ kind: 'ok', live: false, reason: 'not_found' });
  const uri = 'soundcloud:tracks:7';
  await control.putRelease({ uri, page, title: 'Tide', artist: 'Ada Maren', availableAt: START });
  expect(await dsp.probe(key, 'DE')).toMatchObject({ live: true, release: { uri, url: page } });
  expect(await dsp.save(refreshed.access, uri)).toEqual({ kind: 'ok', proof: 'saved' });
  expect(await dsp.save({ token: 'nobody', expiresAt: START }, uri)).toEqual({ kind: 'access_expired' });
  expect(await control.library(uri)).toEqual({ mira: START });
});
