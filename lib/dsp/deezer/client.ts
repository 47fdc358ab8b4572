import { callDsp } from '../http';
import type { DeezerConfig } from './config';

export type DeezerClient = ReturnType<typeof deezerClient>;

/**
 * Deezer's routes as plain calls. Deezer takes the token in the query and nowhere else, so no address may get into a log or an
 * error text; `callDsp` answers with codes only. Source: `src/deezer/client.py` and its recorded calls in browniebroke/deezer-python.
 */
export function deezerClient({ apiUrl, timeoutMs = 10_000 }: Pick<DeezerConfig, 'apiUrl' | 'timeoutMs'>) {
  const ask = (method: 'GET' | 'POST', path: string, query: Record<string, string>, signal?: AbortSignal) => {
    const asked = new URLSearchParams(query).toString();
    return callDsp({ method, url: `${apiUrl}${path}${asked && `?${asked}`}`, timeoutMs, signal });
  };
  return {
    /** `POST /user/me/albums?album_id=` or `/user/me/tracks?track_id=`: `true` once it is among the favourites. */
    favourite: (type: 'album' | 'track', id: string, token: string, signal?: AbortSignal) =>
      ask('POST', `/user/me/${type}s`, { [`${type}_id`]: id, access_token: token }, signal),

    me: (token: string, signal?: AbortSignal) => ask('GET', '/user/me', { access_token: token }, signal),

    /** `GET /album/{id}`, `/album/upc:{upc}`, `/track/{id}` or `/track/isrc:{isrc}`; keyless. */
    release: (type: 'album' | 'track', id: string, signal?: AbortSignal) => ask('GET', `/${type}/${id}`, {}, signal),
  };
}
