import { upcPaddings } from '../../domain/codes';
import { parseAppleUri, type AppleRelease } from '../../domain/service-link-apple';
import { UNKNOWN_TERRITORY } from '../../domain/territory-zones';
import type { Answer, CallOutcome } from '../http';
import { isYes, readJson, unavailable } from '../oauth/answer';
import type { Failure, Outcome, ReleaseKey } from '../types';
import { resourcesSchema } from './api-types';
import type { AppleClient } from './client';
import type { ServerToken } from './developer-token';
import { appleFailure, entryOf, type Entry } from './mapper';

/** Each costs a call in every market. */
const MOST_ISRCS = 3;

/** Null: the storefront does not have it, or there is no such storefront. */
export type Sought = Outcome<{ entry: Entry | null }>;

/** Where nothing is known of a fan, the largest catalogue answers. */
export function storefrontOf(market: string): string {
  return market === UNKNOWN_TERRITORY ? 'us' : market.toLowerCase();
}

/** Asks with the developer token, once more with a new one when that was refused. */
export async function withToken(
  tokens: ServerToken,
  ask: (developer: string) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  const developer = await tokens.get();
  const answer = await ask(developer);
  if (answer.kind !== 'answer' || answer.status !== 401) return answer;
  tokens.drop(developer);
  return ask(await tokens.get());
}

/**
 * Finds a release in one market's storefront: by URI, where another storefront's id is asked for its equivalent here, else by UPC
 * in every padding, else by ISRC. Source: "Get a Catalog Album", "... by UPC", "Get Equivalent Catalog Albums by ID".
 */
export function appleLookup(client: AppleClient, tokens: ServerToken, now: () => number) {
  return async ({ uri, upc, isrcs }: ReleaseKey, market: string, signal?: AbortSignal): Promise<Sought> => {
    const storefront = storefrontOf(market);
    if (uri !== null) {
      const release = parseAppleUri(uri);
      return release ? byId(release) : { kind: 'refused', detail: 'not the URI of an Apple Music album or song' };
    }
    if (upc !== null) return first('album', 'upc', upcPaddings(upc));
    if (isrcs.length > 0) return first('song', 'isrc', isrcs.slice(0, MOST_ISRCS));
    return { kind: 'refused', detail: 'no URI and no code to look for' };

    async function byId({ type, id }: AppleRelease): Promise<Sought> {
      const here = await read(type, developer => client.release({ storefront, type, id }, { developer }, signal));
      if (here.kind !== 'ok' || here.entry) return here;
      return first(type, 'equivalents', [id]);
    }

    async function first(
      type: AppleRelease['type'],
      name: 'upc' | 'isrc' | 'equivalents',
      values: readonly string[],
    ): Promise<Sought> {
      for (const value of values) {
        const found = await read(type, developer =>
          client.find(storefront, type, { name, value }, { developer }, signal),
        );
        if (found.kind !== 'ok' || found.entry) return found;
      }
      return { kind: 'ok', entry: null };
    }

    async function read(type: AppleRelease['type'], ask: (developer: string) => Promise<CallOutcome>): Promise<Sought> {
      const answer = await withToken(tokens, ask);
      if (!isYes(answer, [200])) return noEntry(answer, now());
      const resources = readJson(resourcesSchema, (answer satisfies Answer).text);
      if (!resources) return unavailable('unreadable answer');
      const [resource] = resources.data;
      return { kind: 'ok', entry: resource ? entryOf({ storefront, type }, resource, now()) : null };
    }
  };
}

/** No fan's token is in a look-up: what is refused is not there, or is the operator's to mend. */
function noEntry(answer: CallOutcome, now: number): Sought {
  const failure: Failure = appleFailure(answer, now);
  if (failure.kind === 'not_live' || failure.kind === 'refused') return { kind: 'ok', entry: null };
  return failure.kind === 'access_expired' ? unavailable('status 403') : failure;
}
