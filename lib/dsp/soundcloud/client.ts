import { callDsp, type CallOutcome } from '../http';
import type { SoundcloudConfig } from './config';

export type SoundcloudClient = ReturnType<typeof soundcloudClient>;

/** SoundCloud's routes as plain calls. Source: `openapi/api.yaml` and `.cursor/skills/soundcloud-api-auth` in soundcloud/api. */
export function soundcloudClient(config: SoundcloudConfig) {
  const { authUrl, apiUrl, clientId, clientSecret, timeoutMs = 10_000 } = config;
  const api = (method: 'GET' | 'POST', path: string, token: string, signal?: AbortSignal, redirects = false) => {
    const headers = { authorization: `OAuth ${token}`, accept: 'application/json; charset=utf-8' };
    return callDsp({ method, url: `${apiUrl}${path}`, headers, timeoutMs, signal, redirects });
  };
  return {
    /** `POST /oauth/token`, form-encoded, with the app's id and secret in the form. */
    token: (form: Record<string, string>, signal?: AbortSignal): Promise<CallOutcome> =>
      callDsp({
        method: 'POST',
        url: `${authUrl}/oauth/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json; charset=utf-8' },
        body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
        timeoutMs,
        signal,
      }),

    /** `POST /likes/tracks/{track_urn}` or `/likes/playlists/{playlist_urn}`; the URN has been checked. */
    like: (type: 'tracks' | 'playlists', urn: string, token: string, signal?: AbortSignal) =>
      api('POST', `/likes/${type}/${urn}`, token, signal),

    me: (token: string, signal?: AbortSignal) => api('GET', '/me', token, signal),

    /** `GET /tracks/{track_urn}` or `/playlists/{playlist_urn}`. */
    release: (type: 'tracks' | 'playlists', urn: string, token: string, signal?: AbortSignal) =>
      api('GET', `/${type}/${urn}`, token, signal),

    /** `GET /resolve?url=`: a 302 to the resource behind a page of soundcloud.com. */
    resolve: (page: string, token: string, signal?: AbortSignal) =>
      api('GET', `/resolve?url=${encodeURIComponent(page)}`, token, signal, true),
  };
}
