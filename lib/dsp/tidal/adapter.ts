import { parseTidalUri, tidalUri } from '../../domain/service-link-tidal';
import { keepAppToken, readRefresh } from '../oauth/token';
import type { AccountDsp, CatalogueDsp } from '../types';
import { tidalClient } from './client';
import type { TidalConfig } from './config';
import { idempotencyKey } from './idempotency';
import { tidalLookup } from './lookup';
import { savedOutcome, TIDAL_SETTINGS } from './mapper';

/**
 * Nothing is published. Seen in 2025: a bucket of ten tokens that gets one back each second, of which a call takes five
 * (kellnerd/harmony #84): about one call in two seconds, counted per client.
 */
const RATE = { limit: null, windowMs: 10_000 };
const SCOPE = 'collection.write';

/**
 * The TIDAL adapter. Every method resolves, whatever TIDAL answers. Keeps one app token in memory, so make one adapter and keep
 * it. Whose a grant is stands in the token answer itself (`user_id`), so there is nothing to ask and no `user.read` to ask for.
 */
export function tidalAdapter(config: TidalConfig): AccountDsp & CatalogueDsp {
  const { now } = config;
  const client = tidalClient(config);
  const lookup = tidalLookup(client, keepAppToken(client.token, now, TIDAL_SETTINGS), now);

  return {
    dsp: 'tidal',
    clientId: config.clientId,
    rate: RATE,

    refresh: async ({ refreshToken }, signal) => {
      const askedAt = now();
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, scope: SCOPE };
      const answer = await client.token(form, signal);
      return readRefresh(answer, { held: refreshToken, askedAt, now: now(), settings: TIDAL_SETTINGS });
    },

    save: async (access, uri, signal, presaveId = access.token) => {
      const release = parseTidalUri(uri);
      if (!release) return { kind: 'refused', detail: 'not the URI of a TIDAL album or track' };
      const key = idempotencyKey({ presaveId, uri: tidalUri(release), now: now() });
      const answer = await client.add(release, { token: access.token, idempotencyKey: key }, signal);
      return savedOutcome(answer, release.id, now());
    },

    probe: async (key, market, signal) => {
      const found = await lookup(key, market, signal);
      if (found.kind !== 'ok') return found;
      const out = found.entries.find(entry => entry.out);
      if (out) return { kind: 'ok', live: true, release: out.found };
      return { kind: 'ok', live: false, reason: found.entries.length > 0 ? 'not_in_market' : 'not_found' };
    },

    describe: async (key, market, signal) => {
      const found = await lookup(key, market, signal);
      if (found.kind !== 'ok') return found;
      const [first] = found.entries;
      return { kind: 'ok', description: first ? { ...first.found, ...first.told } : null };
    },

    credentials: () => keepAppToken(client.token, now, TIDAL_SETTINGS).get(),

    identify: async ({ accountId }) =>
      accountId ? { kind: 'ok', accountId, name: null, country: null } : { kind: 'unavailable', detail: 'no user_id' },
  };
}
