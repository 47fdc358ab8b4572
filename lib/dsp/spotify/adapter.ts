import { parseSpotifyUri, spotifyUri } from '../../domain/service-link-spotify';
import type { AccountDsp, CatalogueDsp, Found, Grant, Outcome, Refreshed, ReleaseKey } from '../types';
import { containsSchema, meSchema, tokenSchema } from './api-types';
import { appToken } from './app-token';
import { spotifyClient } from './client';
import type { SpotifyConfig } from './config';
import { spotifyLookup } from './lookup';
import { apiFailure, isOk, readBody, tokenFailure } from './mapper';

const NO_RELEASE = { kind: 'refused', detail: 'not the URI of a Spotify album or track' } as const;

/** "Rate Limits": counted per app over a rolling 30 seconds; the figure is not published. */
const SPOTIFY_WINDOW_MS = 30_000;

/** Spotify as a DSP that saves, and what only needs the catalogue. */
export type SpotifyDsp = AccountDsp &
  CatalogueDsp & {
    /** Everything in one market's catalogue that may be the release, out or not, best first. */
    find(key: ReleaseKey, market: string, signal?: AbortSignal): Promise<Outcome<{ candidates: Found[] }>>;
  };

/**
 * The Spotify adapter. Every method resolves, whatever Spotify answers. Keeps one app token in memory, so make one adapter and
 * keep it. Source: Spotify Web API reference; the routes are named in `client.ts`. No `covers`: Spotify's may not be cropped, covered or
 * branded ("Design & Branding Guidelines"), which a page and a share picture do.
 */
export function spotifyAdapter(config: SpotifyConfig): SpotifyDsp {
  const { now } = config;
  const client = spotifyClient(config);
  const lookup = spotifyLookup(client, appToken(client, now), now);

  async function refresh(grant: Grant, signal?: AbortSignal): Promise<Refreshed> {
    const askedAt = now();
    const answer = await client.token({ grant_type: 'refresh_token', refresh_token: grant.refreshToken }, signal);
    if (!isOk(answer)) return tokenFailure(answer, now());
    const read = readBody(tokenSchema, answer.text);
    if (!read) return { kind: 'unavailable', detail: 'token endpoint: unreadable' };
    const { access_token: token, expires_in: seconds, refresh_token: sent } = read;
    return {
      kind: 'ok',
      access: { token, expiresAt: askedAt + seconds * 1000 },
      // Spotify sends none, the same one or a new one, depending on the kind of app and the year.
      rotated: sent && sent !== grant.refreshToken ? sent : null,
    };
  }

  return {
    dsp: 'spotify',
    clientId: config.clientId,
    rate: config.rate ?? { limit: null, windowMs: SPOTIFY_WINDOW_MS },
    refresh,

    save: async (access, uri, signal) => {
      const release = parseSpotifyUri(uri);
      if (!release) return NO_RELEASE;
      const answer = await client.saveToLibrary(spotifyUri(release), access.token, signal);
      return isOk(answer) ? { kind: 'ok', proof: 'saved' } : apiFailure(answer, now());
    },

    trial: {
      holds: async (access, uri, signal) => {
        const release = parseSpotifyUri(uri);
        if (!release) return NO_RELEASE;
        const answer = await client.libraryContains(spotifyUri(release), access.token, signal);
        if (!isOk(answer)) return apiFailure(answer, now());
        const [held] = readBody(containsSchema, answer.text) ?? [];
        return held === undefined ? { kind: 'unavailable', detail: 'unreadable answer' } : { kind: 'ok', held };
      },

      remove: async (access, uri, signal) => {
        const release = parseSpotifyUri(uri);
        if (!release) return NO_RELEASE;
        const answer = await client.removeFromLibrary(spotifyUri(release), access.token, signal);
        return isOk(answer) ? { kind: 'ok' } : apiFailure(answer, now());
      },
    },

    probe: async (key, market, signal) => {
      const found = await lookup(key, market, signal);
      if (found.kind !== 'ok') return found;
      const out = found.entries.find(entry => entry.out);
      if (out) return { kind: 'ok', live: true, release: out.found };
      return { kind: 'ok', live: false, reason: found.entries.length > 0 ? 'not_in_market' : 'not_found' };
    },

    credentials: () => appToken(client, now).get(),

    identify: async (access, signal) => {
      const answer = await client.me(access.token, signal);
      if (!isOk(answer)) return apiFailure(answer, now());
      const me = readBody(meSchema, answer.text);
      return me ? { kind: 'ok', ...me } : { kind: 'unavailable', detail: 'unreadable answer' };
    },

    describe: async (key, market, signal) => {
      const found = await lookup(key, market, signal);
      if (found.kind !== 'ok') return found;
      const [first] = found.entries;
      return { kind: 'ok', description: first ? { ...first.found, ...first.told } : null };
    },

    find: async (key, market, signal) => {
      const found = await lookup(key, market, signal);
      if (found.kind !== 'ok') return found;
      return { kind: 'ok', candidates: found.entries.map(entry => entry.found) };
    },
  };
}
