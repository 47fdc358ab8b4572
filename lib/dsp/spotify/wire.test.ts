import { afterEach, describe, expect, it } from 'vitest';
import { ALBUM, type Replies, scriptedSpotify, START, TOKEN } from './fixtures';

// What goes over the wire, and answers no sandbox gives on demand. The documented answers are in adapter.test.ts.

const URI = `spotify:album:${ALBUM}`;
const grant = { refreshToken: 'old', authorizedAt: START };
const access = { token: 'fan', expiresAt: START + 3_600_000 };

let closing: (() => Promise<void>) | undefined;
afterEach(() => closing?.());

async function spotify(replies: Replies, timeoutMs?: number) {
  const scripted = await scriptedSpotify(replies, timeoutMs);
  closing = scripted.close;
  return scripted;
}

describe('refresh', () => {
  it('sends the form and the app’s credentials Spotify wants', async () => {
    const { dsp, asked } = await spotify({});
    const answer = await dsp.refresh(grant);
    expect(asked[0]?.form).toEqual({ grant_type: 'refresh_token', refresh_token: 'old' });
    expect(asked[0]?.headers.authorization).toBe(`Basic ${btoa('client:secret')}`);
    expect(answer).toEqual({ kind: 'ok', access: { token: 'app', expiresAt: START + 3_600_000 }, rotated: null });
  });

  it.each([
    [{ refresh_token: 'new', expires_in: 3600 }, 'new'],
    [{ refresh_token: 'old', expires_in: 3600 }, null],
    [{ refresh_token: 'new', expires_in: 'soon' }, 'new'],
    [{ refresh_token: null }, null],
  ])('keeps a rotated token whatever else the answer has: %j', async (more, rotated) => {
    const { dsp } = await spotify({ [TOKEN]: () => ({ json: { access_token: 'a', ...more } }) });
    expect(await dsp.refresh(grant)).toMatchObject({ kind: 'ok', rotated, access: { expiresAt: START + 3_600_000 } });
  });

  it.each(['{"access_tok', '{}', '[]', ''])('is unavailable when the answer is %j', async text => {
    const { dsp } = await spotify({ [TOKEN]: () => ({ text }) });
    expect(await dsp.refresh(grant)).toEqual({ kind: 'unavailable', detail: 'token endpoint: unreadable' });
  });
});

describe('save', () => {
  it('puts one URI into the fan’s library, without a body', async () => {
    const { dsp, asked } = await spotify({ 'PUT /api/v1/me/library': () => ({}) });
    expect(await dsp.save(access, URI)).toEqual({ kind: 'ok', proof: 'saved' });
    expect(asked[0]).toMatchObject({ query: { uris: URI }, form: {}, headers: { authorization: 'Bearer fan' } });
  });

  it.each([`spotify:prerelease:${ALBUM}`, 'https://open.spotify.com/album/x', 'spotify:album:../me', ''])(
    'asks nothing for %j',
    async uri => {
      const { dsp, asked } = await spotify({});
      expect(await dsp.save(access, uri)).toMatchObject({ kind: 'refused' });
      expect(asked).toEqual([]);
    },
  );

  it('stops with its signal', async () => {
    const stop = new AbortController();
    const { dsp } = await spotify({ 'PUT /api/v1/me/library': () => () => stop.abort() });
    expect(await dsp.save(access, URI, stop.signal)).toEqual({ kind: 'unavailable', detail: 'aborted' });
  });

  it('is unavailable when the answer hangs', async () => {
    const { dsp } = await spotify({ 'PUT /api/v1/me/library': () => () => undefined }, 30);
    expect(await dsp.save(access, URI)).toEqual({ kind: 'unavailable', detail: 'timeout' });
  });
});

describe('identify', () => {
  it.each([
    [
      { account_id: 'stable', id: 'name', display_name: 'Ada' },
      { kind: 'ok', accountId: 'stable', name: 'Ada', country: null },
    ],
    [
      { id: 'name', display_name: null },
      { kind: 'ok', accountId: 'name', name: null, country: null },
    ],
    [
      { id: 'name', country: 'NP' },
      { kind: 'ok', accountId: 'name', name: null, country: 'NP' },
    ],
    [{ display_name: 'Ada' }, { kind: 'unavailable', detail: 'unreadable answer' }],
  ])('reads %j', async (json, outcome) => {
    const { dsp } = await spotify({ 'GET /api/v1/me': () => ({ json }) });
    expect(await dsp.identify(access)).toEqual(outcome);
  });

  it.each(['ZZ', 'XX', 'np', 'Nepal', '', null, 977])('ignores a country that is none: %j', async country => {
    const { dsp } = await spotify({ 'GET /api/v1/me': () => ({ json: { id: 'name', country } }) });
    expect(await dsp.identify(access)).toEqual({ kind: 'ok', accountId: 'name', name: null, country: null });
  });
});
