import { describe, expect, it } from 'vitest';
import type { Answer } from '../http';
import { apiFailure, isOk, tokenFailure } from './mapper';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

function answer(status: number, body: unknown = '', headers: Record<string, string> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', status, headers: new Headers(headers), text };
}
const error = (status: number, message: string, more: object = {}) => ({ error: { status, message, ...more } });
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('apiFailure', () => {
  it.each([
    [400, error(400, 'Invalid uri'), { kind: 'refused', detail: '400 Invalid uri' }],
    [401, error(401, 'The access token expired'), { kind: 'access_expired' }],
    [404, error(404, 'Resource not found'), { kind: 'not_live' }],
    [403, error(403, 'Insufficient client scope'), { kind: 'refused', detail: '403 Insufficient client scope' }],
    [408, '', { kind: 'unavailable', detail: '408' }],
    [500, error(500, 'Server error'), { kind: 'unavailable', detail: 'status 500' }],
    [503, '<html>', { kind: 'unavailable', detail: 'status 503' }],
  ])('reads %i %j', (status, body, failure) => expect(apiFailure(answer(status, body), NOW)).toEqual(failure));

  it.each([
    error(403, 'User not registered in the Developer Dashboard'),
    'User not registered in the Developer Dashboard',
    'User not approved for app',
    'The user is not registered for this application. Please check your settings',
    'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
  ])('knows a fan who is not on the app’s list in every wording: %j', body =>
    expect(apiFailure(answer(403, body), NOW)).toEqual({ kind: 'not_registered' }),
  );

  it('lets no fan pay for what the app’s owner or a proxy did', () => {
    const lapsed = 'Active premium subscription required for the owner of the app. It can take a few hours.';
    expect(apiFailure(answer(403, lapsed), NOW)).toMatchObject({ kind: 'unavailable' });
    for (const status of [400, 401, 403, 404])
      expect(apiFailure(answer(status, '<h1>Blocked</h1>', html), NOW)).toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    ['10', 10_000],
    ['Sun, 22 Nov 2026 12:00:10 GMT', 10_000],
    ['soon', null],
  ])('waits as told by Retry-After %j', (value, retryAfterMs) => {
    const headers = { 'retry-after': value };
    const rate = answer(429, error(429, 'API rate limit exceeded'), headers);
    const quota = answer(429, error(429, 'Too many requests', { reason: 'QUOTA_EXCEEDED' }), headers);
    expect(apiFailure(rate, NOW)).toEqual({ kind: 'rate_limited', retryAfterMs });
    expect(apiFailure(quota, NOW)).toEqual({ kind: 'quota_exceeded', retryAfterMs });
    expect(tokenFailure(rate, NOW)).toEqual({ kind: 'rate_limited', retryAfterMs });
  });

  it('takes a 429 without a body, or with a web page, for a rate stop of unknown length', () => {
    expect(apiFailure(answer(429), NOW)).toEqual({ kind: 'rate_limited', retryAfterMs: null });
    expect(apiFailure(answer(429, 'Too many requests', html), NOW)).toEqual({
      kind: 'rate_limited',
      retryAfterMs: null,
    });
  });

  it('keeps everything long enough to be a token out of its details', () => {
    const token = 'BQ'.padEnd(180, 'x9_-');
    expect(apiFailure(answer(400, error(400, `no such thing: ${token}\n.`)), NOW)).toEqual({
      kind: 'refused',
      detail: '400 no such thing: … .',
    });
  });
});

describe('tokenFailure', () => {
  it('blames the grant for invalid_grant alone', () => {
    const body = { error: 'invalid_grant', error_description: 'Refresh token revoked' };
    const failure = { kind: 'grant_rejected', detail: 'invalid_grant Refresh token revoked' };
    expect(tokenFailure(answer(400, body), NOW)).toEqual(failure);
    expect(tokenFailure(answer(503, body), NOW)).toEqual({ kind: 'unavailable', detail: 'token endpoint: status 503' });
  });

  it.each([400, 401])('keeps the grants when the app’s own credentials are wrong (%i)', status =>
    expect(tokenFailure(answer(status, { error: 'invalid_client', error_description: 'Invalid client' }), NOW)).toEqual(
      {
        kind: 'unavailable',
        detail: 'token endpoint: invalid_client Invalid client (check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET)',
      },
    ),
  );

  it.each(['', 'oops', '{"error":', html, { error: 'unsupported_grant_type' }])('keeps them over %j too', body =>
    expect(tokenFailure(answer(400, body), NOW)).toMatchObject({ kind: 'unavailable' }),
  );
});

describe('isOk', () => {
  it('takes Spotify’s own yes and no proxy’s page', () => {
    expect([200, 201, 204, 202, 301, 404].filter(status => isOk(answer(status)))).toEqual([200, 201, 204]);
    expect(isOk(answer(200, '<h1>Sign in to the Wi-Fi</h1>', html))).toBe(false);
  });
});
