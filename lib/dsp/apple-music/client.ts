import { callDsp, type CallOutcome } from '../http';
import type { AppleRelease } from '../../domain/service-link-apple';
import type { AppleConfig } from './config';

export type AppleClient = ReturnType<typeof appleClient>;

type Tokens = { developer: string; /** the fan's Music User Token */ user?: string };

/**
 * Apple Music's routes as plain calls: what goes out, and the answer as it came. Reading it is the mapper's. Tokens go in headers,
 * so that no address has one. Source: Apple Music API, developer.apple.com/documentation/applemusicapi.
 */
export function appleClient({ apiUrl, timeoutMs = 10_000 }: Pick<AppleConfig, 'apiUrl' | 'timeoutMs'>) {
  const ask = (
    method: 'GET' | 'POST',
    path: string,
    query: Record<string, string>,
    { developer, user }: Tokens,
    signal?: AbortSignal,
  ): Promise<CallOutcome> => {
    const asked = new URLSearchParams(query).toString();
    const headers = { authorization: `Bearer ${developer}`, ...(user && { 'music-user-token': user }) };
    return callDsp({ method, url: `${apiUrl}/v1${path}${asked && `?${asked}`}`, headers, timeoutMs, signal });
  };

  return {
    /** `GET /v1/me/storefront`: the account's territory, and whether its token still works. */
    storefront: (tokens: Tokens, signal?: AbortSignal) => ask('GET', '/me/storefront', {}, tokens, signal),

    /** `GET /v1/me/account?meta=subscription`, as MusicKit on the web asks it after a sign-in; it is in no reference. */
    subscription: (tokens: Tokens, signal?: AbortSignal) =>
      ask('GET', '/me/account', { meta: 'subscription' }, tokens, signal),

    /** `POST /v1/me/library?ids[albums]=`: 202 without a body, also for ids it leaves out ("Add a Resource to a Library"). */
    add: ({ type, id }: AppleRelease, tokens: Tokens, signal?: AbortSignal) =>
      ask('POST', '/me/library', { [`ids[${type}s]`]: id }, tokens, signal),

    /** `GET /v1/catalog/{storefront}/albums/{id}`; with a fan's token and `relate=library` also whether it is in the fan's library. */
    release: ({ storefront, type, id }: AppleRelease, tokens: Tokens, signal?: AbortSignal) =>
      ask('GET', `/catalog/${storefront}/${type}s/${id}`, tokens.user ? { relate: 'library' } : {}, tokens, signal),

    /** `GET /v1/catalog/{storefront}/albums?filter[upc]=`, `songs?filter[isrc]=`, and `filter[equivalents]=` for another storefront's id. */
    find: (
      storefront: string,
      type: AppleRelease['type'],
      filter: { name: 'upc' | 'isrc' | 'equivalents'; value: string },
      tokens: Tokens,
      signal?: AbortSignal,
    ) => ask('GET', `/catalog/${storefront}/${type}s`, { [`filter[${filter.name}]`]: filter.value }, tokens, signal),
  };
}
