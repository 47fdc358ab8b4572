import { parseAppleUri } from '../../domain/service-link-apple';
import { isYes, readJson, unavailable } from '../oauth/answer';
import type { CatalogueDsp, SavingDsp } from '../types';
import { resourcesSchema, storefrontSchema } from './api-types';
import { appleClient } from './client';
import type { AppleConfig } from './config';
import { keepServerToken } from './developer-token';
import { appleLookup, withToken } from './lookup';
import { appleFailure, describe } from './mapper';

/** Apple publishes no figure and answers 429 beyond it: learned. */
const RATE = { limit: null, windowMs: 60_000 };

/** A Music User Token is tried again after so long; what was tried in the last hour is used at the release. */
const TRIED_FOR_MS = 2 * 3_600_000;

/**
 * The Apple Music adapter. Every method resolves, whatever Apple answers. A fan's permission is a Music User Token, which nothing
 * renews: to refresh it is to see that it still works. An add is answered before it is done, also for ids that are left out, so
 * `verify` reads it back. Keeps one developer token in memory, so make one adapter and keep it. No `covers`: pictures from MusicKit are
 * not to be downloaded, nor used apart from playback (Apple Developer Program License Agreement, "MusicKit"), by whomever.
 */
export function appleAdapter(config: AppleConfig): SavingDsp & CatalogueDsp & Required<Pick<SavingDsp, 'verify'>> {
  const { now } = config;
  const client = appleClient(config);
  const tokens = keepServerToken(config);
  const lookup = appleLookup(client, tokens, now);
  const notOurs = { kind: 'refused', detail: 'not the URI of an Apple Music album or song' } as const;

  return {
    dsp: 'appleMusic',
    clientId: config.teamId,
    rate: RATE,

    refresh: async ({ refreshToken: user }, signal) => {
      const answer = await withToken(tokens, developer => client.storefront({ developer, user }, signal));
      if (isYes(answer, [200])) {
        const read = readJson(storefrontSchema, answer.text);
        if (!read) return unavailable('unreadable answer');
        return { kind: 'ok', access: { token: user, expiresAt: now() + TRIED_FOR_MS }, rotated: null };
      }
      const failure = appleFailure(answer, now());
      if (failure.kind === 'access_expired') return { kind: 'grant_rejected', detail: 'the user token was refused' };
      return failure.kind === 'not_live' ? unavailable('status 404') : failure;
    },

    save: async ({ token: user }, uri, signal) => {
      const release = parseAppleUri(uri);
      if (!release) return notOurs;
      const answer = await withToken(tokens, developer => client.add(release, { developer, user }, signal));
      return isYes(answer, [202, 201, 200, 204]) ? { kind: 'ok', proof: 'accepted' } : appleFailure(answer, now());
    },

    /** The catalogue's `library` relationship is there once the release is in the fan's library (Albums.Relationships). */
    verify: async ({ token: user }, uri, signal) => {
      const release = parseAppleUri(uri);
      if (!release) return notOurs;
      const answer = await withToken(tokens, developer => client.release(release, { developer, user }, signal));
      if (!isYes(answer, [200])) {
        const failure = appleFailure(answer, now());
        return failure.kind === 'not_live' ? { kind: 'ok', held: false } : failure;
      }
      const read = readJson(resourcesSchema, answer.text);
      if (!read) return unavailable('unreadable answer');
      return { kind: 'ok', held: (read.data[0]?.relationships?.library?.data.length ?? 0) > 0 };
    },

    credentials: async signal => {
      const song = { name: 'isrc', value: 'USRC17607839' } as const;
      const answer = await withToken(tokens, developer => client.find('us', 'song', song, { developer }, signal));
      return isYes(answer, [200]) ? { kind: 'ok' } : appleFailure(answer, now());
    },

    probe: async (key, market, signal) => {
      const sought = await lookup(key, market, signal);
      if (sought.kind !== 'ok') return sought;
      const { entry } = sought;
      if (!entry) return { kind: 'ok', live: false, reason: 'not_found' };
      if (!entry.out) return { kind: 'ok', live: false, reason: 'not_in_market' };
      return { kind: 'ok', live: true, release: entry.found };
    },

    describe: async (key, market, signal) => {
      const sought = await lookup(key, market, signal);
      return sought.kind === 'ok' ? { kind: 'ok', description: sought.entry && describe(sought.entry) } : sought;
    },
  };
}
