import { isSameRelease, type Named } from '../../domain/same-release';
import { parseAppleUri } from '../../domain/service-link-apple';
import { isYes, readJson, unavailable } from '../oauth/answer';
import type { Outcome, PreAdded, ReleaseKey } from '../types';
import { storefrontSchema, subscriptionSchema } from './api-types';
import { appleClient } from './client';
import type { AppleConfig } from './config';
import { browserToken, keepServerToken, type DeveloperToken } from './developer-token';
import { appleLookup, withToken } from './lookup';
import { appleFailure } from './mapper';

/** Who has just given a permission: the account's territory, and whether it subscribes (null: Apple did not tell). */
export type Welcome = Outcome<{ storefront: string; subscribed: boolean | null }>;

/** The consent side of Apple Music: a token for the page, a look at who said yes, and the add that is made at once. */
export function appleFan(config: AppleConfig) {
  const { now } = config;
  const client = appleClient(config);
  const tokens = keepServerToken(config);
  const lookup = appleLookup(client, tokens, now);

  /** Whether the artist's own link is in its catalogue, out or to come. */
  async function isElsewhere(key: ReleaseKey, signal: AbortSignal | undefined): Promise<boolean> {
    const home = key.uri === null ? null : parseAppleUri(key.uri);
    const sought = home && (await lookup(key, home.storefront.toUpperCase(), signal));
    return sought?.kind === 'ok' && sought.entry !== null;
  }

  return {
    /** A developer token for the page at `origin`. */
    browserToken: (origin: string): Promise<DeveloperToken> => browserToken(config, origin),

    /** Whose token this is. A token that Apple refuses is `grant_rejected`: the browser had an old one in hand. */
    welcome: async (user: string): Promise<Welcome> => {
      const answer = await withToken(tokens, developer => client.storefront({ developer, user }));
      if (!isYes(answer, [200])) {
        const failure = appleFailure(answer, now());
        return failure.kind === 'access_expired' ? { kind: 'grant_rejected', detail: 'refused' } : failure;
      }
      const storefront = readJson(storefrontSchema, answer.text);
      if (!storefront) return unavailable('unreadable answer');
      const asked = await withToken(tokens, developer => client.subscription({ developer, user }));
      const subscribed = isYes(asked, [200]) ? readJson(subscriptionSchema, asked.text) : null;
      return { kind: 'ok', storefront: storefront.toUpperCase(), subscribed };
    },

    /**
     * Adds the release at once where the fan's storefront has it, out or still to come: Apple delivers the rest of it on the day.
     * What a code leads to is added only when its names are those of the release.
     */
    preAdd: async (
      user: string,
      territory: string,
      key: ReleaseKey,
      names: Named,
      signal?: AbortSignal,
    ): Promise<PreAdded> => {
      const sought = await lookup(key, territory, signal);
      if (sought.kind !== 'ok') return sought;
      const found = sought.entry?.found;
      const isMeant = found && (key.uri !== null || isSameRelease(names, found));
      const release = isMeant ? parseAppleUri(found.uri) : null;
      if (!release) {
        const reason = (await isElsewhere(key, signal)) ? 'elsewhere' : 'not_there';
        return { kind: 'ok', added: false, reason };
      }
      const answer = await withToken(tokens, developer => client.add(release, { developer, user }, signal));
      return isYes(answer, [202, 201, 200, 204]) ? { kind: 'ok', added: true } : appleFailure(answer, now());
    },
  };
}
