import { callDsp, type CallOutcome } from '../http';
import type { TidalConfig } from './config';

const JSON_API = 'application/vnd.api+json';
const FORM = 'application/x-www-form-urlencoded';
const FOLDERS = { album: 'userCollectionAlbums', track: 'userCollectionTracks' } as const;

export type TidalClient = ReturnType<typeof tidalClient>;
export type TidalFilter = { name: 'id' | 'barcodeId' | 'isrc'; value: string };

/** TIDAL's routes as plain calls: what goes out, and the answer as it came. Reading it is the mapper's. */
export function tidalClient(config: TidalConfig) {
  const { authUrl, apiUrl, clientId, clientSecret, timeoutMs = 10_000 } = config;

  const askToken = (form: Record<string, string>, signal?: AbortSignal): Promise<CallOutcome> =>
    callDsp({
      method: 'POST',
      url: `${authUrl}/v1/oauth2/token`,
      headers: { 'content-type': FORM },
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
      timeoutMs,
      signal,
    });

  return {
    /** `POST /v1/oauth2/token`, form-encoded, with the app's id and secret in the form (tidal-sdk-web, `auth.ts`). */
    token: askToken,

    /** `POST /userCollectionAlbums/me/relationships/items`, or of tracks. The same `idempotencyKey` replays the first answer. */
    add: (
      { type, id }: { type: 'album' | 'track'; id: string },
      { token, idempotencyKey }: { token: string; idempotencyKey: string },
      signal?: AbortSignal,
    ) =>
      callDsp({
        method: 'POST',
        url: `${apiUrl}/${FOLDERS[type]}/me/relationships/items`,
        headers: {
          authorization: `Bearer ${token}`,
          accept: JSON_API,
          'content-type': JSON_API,
          'idempotency-key': idempotencyKey,
        },
        body: JSON.stringify({ data: [{ type: `${type}s`, id }] }),
        timeoutMs,
        signal,
      }),

    /** `GET /albums` or `/tracks` by id, barcode or ISRC as seen from a market, with the artists' names, and a track's albums. */
    list: (
      type: 'album' | 'track',
      filter: TidalFilter,
      { market, token }: { market: string; token: string },
      signal?: AbortSignal,
    ) => {
      const query = new URLSearchParams({
        [`filter[${filter.name}]`]: filter.value,
        countryCode: market,
        include: type === 'album' ? 'artists' : 'artists,albums',
      });
      const headers = { authorization: `Bearer ${token}`, accept: JSON_API };
      return callDsp({ method: 'GET', url: `${apiUrl}/${type}s?${query.toString()}`, headers, timeoutMs, signal });
    },
  };
}
