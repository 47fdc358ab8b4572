import { callDsp, type CallOutcome } from '../http';
import type { SpotifyConfig } from './config';

/** Search's own maximum since February 2026 (Web API reference, Search for Item). */
const SEARCH_LIMIT = '10';

export type SpotifyClient = ReturnType<typeof spotifyClient>;

/** Spotify's routes as plain calls: what goes out, and the answer as it came. Reading it is the mapper's. */
export function spotifyClient(config: SpotifyConfig) {
  const { accountsUrl, apiUrl, clientId, clientSecret, timeoutMs = 10_000 } = config;
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

  function api(
    method: 'GET' | 'PUT' | 'DELETE',
    path: string,
    query: Record<string, string>,
    token: string,
    signal?: AbortSignal,
  ) {
    const asked = new URLSearchParams(query).toString();
    const url = `${apiUrl}/v1${path}${asked && `?${asked}`}`;
    return callDsp({ method, url, headers: { authorization: `Bearer ${token}` }, timeoutMs, signal });
  }

  return {
    /** `POST /api/token`, form-encoded, as a confidential client ("Refreshing tokens"). */
    token: (form: Record<string, string>, signal?: AbortSignal): Promise<CallOutcome> =>
      callDsp({
        method: 'POST',
        url: `${accountsUrl}/api/token`,
        headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        timeoutMs,
        signal,
      }),

    /** `PUT /v1/me/library?uris=` (Save Items to Library), the one write that every kind of app has. */
    saveToLibrary: (uri: string, token: string, signal?: AbortSignal) =>
      api('PUT', '/me/library', { uris: uri }, token, signal),

    /** `DELETE /v1/me/library?uris=` (Remove Items from Library). */
    removeFromLibrary: (uri: string, token: string, signal?: AbortSignal) =>
      api('DELETE', '/me/library', { uris: uri }, token, signal),

    /** `GET /v1/me/library/contains?uris=` (Check Saved Items): one boolean for each, under `user-library-read`. */
    libraryContains: (uri: string, token: string, signal?: AbortSignal) =>
      api('GET', '/me/library/contains', { uris: uri }, token, signal),

    /** `GET /v1/me` (Get Current User's Profile). */
    me: (token: string, signal?: AbortSignal) => api('GET', '/me', {}, token, signal),

    /** `GET /v1/albums/{id}` or `/v1/tracks/{id}` as seen from a market. The id has been checked to be 22 letters and digits. */
    release: (type: 'album' | 'track', id: string, market: string, token: string, signal?: AbortSignal) =>
      api('GET', `/${type}s/${id}`, { market }, token, signal),

    /** `GET /v1/search` by a code (Search for Item; the filters `upc:` for albums and `isrc:` for tracks). */
    search: (type: 'album' | 'track', code: string, market: string, token: string, signal?: AbortSignal) =>
      api(
        'GET',
        '/search',
        { q: `${type === 'album' ? 'upc' : 'isrc'}:${code}`, type, market, limit: SEARCH_LIMIT },
        token,
        signal,
      ),
  };
}
