import type { z } from 'zod';
import { upcPaddings } from '../../domain/codes';
import { parseSpotifyUri, type SpotifyRelease } from '../../domain/service-link-spotify';
import type { CallOutcome } from '../http';
import type { Failure, Outcome, ReleaseKey } from '../types';
import { albumSchema, albumSearchSchema, trackSchema, trackSearchSchema, type Track } from './api-types';
import type { AppToken } from './app-token';
import { albumEntry, albumsOf, hasIsrc, hasUpc, trackEntry, type Entry } from './catalogue';
import type { SpotifyClient } from './client';
import { apiFailure, isOk, readBody } from './mapper';

/** Each costs a request in every market: of several albums with one code, and of an album's recordings, so many are looked at. */
const MOST_ALBUMS = 3;
const MOST_ISRCS = 3;

type Entries = Outcome<{ entries: Entry[] }>;
type Read<T> = Outcome<{ value: T | null }>;

/**
 * Finds a release in Spotify's catalogue as seen from one market: by URI, else by UPC in every padding, else by ISRC. One ISRC
 * means that track; several mean the album they are on. No entries: the catalogue does not have it there.
 */
type Lookup = (key: ReleaseKey, market: string, signal?: AbortSignal) => Promise<Entries>;

export function spotifyLookup(client: SpotifyClient, app: AppToken, now: () => number): Lookup {
  return async (key, market, signal) => {
    if (key.uri !== null) {
      const release = parseSpotifyUri(key.uri);
      // Not searched for by code instead: whoever named a URI does not check what comes back by name.
      return release ? byId(release) : { kind: 'refused', detail: 'not the URI of a Spotify album or track' };
    }
    if (key.upc !== null) return byUpc(key.upc);
    if (key.isrcs.length > 0) return byIsrcs(key.isrcs);
    return { kind: 'refused', detail: 'no URI and no code to look for' };

    async function byId(release: SpotifyRelease): Promise<Entries> {
      const ask = (token: string) => client.release(release.type, release.id, market, token, signal);
      if (release.type === 'album') return map(await read(ask, albumSchema), album => [albumEntry(album, now())]);
      // Spotify may answer with the market's twin of a track ("Track Relinking"); a library takes the one that was named.
      return map(await read(ask, trackSchema), track => [trackEntry({ ...track, id: release.id }, now())]);
    }

    /** Which padding Spotify knows differs from release to release, and a wrong one simply finds nothing. */
    async function byUpc(upc: string): Promise<Entries> {
      for (const code of upcPaddings(upc)) {
        const search = await read(t => client.search('album', code, market, t, signal), albumSearchSchema);
        if (search.kind !== 'ok') return search;
        const albums = await readAlbums(search.value ?? [], upc);
        if (albums.kind !== 'ok' || albums.entries.length > 0) return albums;
      }
      return { kind: 'ok', entries: [] };
    }

    async function byIsrcs(isrcs: readonly string[]): Promise<Entries> {
      const found: Track[][] = [];
      for (const isrc of isrcs.slice(0, MOST_ISRCS)) {
        const search = await read(t => client.search('track', isrc, market, t, signal), trackSearchSchema);
        if (search.kind !== 'ok') return search;
        found.push((search.value ?? []).filter(track => hasIsrc(track, isrc)));
      }
      if (isrcs.length > 1) return readAlbums(albumsOf(found), null);
      return { kind: 'ok', entries: found.flat().map(track => trackEntry(track, now())) };
    }

    /** Search's own albums have neither their codes nor their tracks, so each is read whole. */
    async function readAlbums(ids: readonly string[], upc: string | null): Promise<Entries> {
      const entries: Entry[] = [];
      for (const id of ids.slice(0, MOST_ALBUMS)) {
        const album = await read(t => client.release('album', id, market, t, signal), albumSchema);
        if (album.kind !== 'ok') return album;
        if (album.value && (upc === null || hasUpc(album.value, upc))) entries.push(albumEntry(album.value, now()));
      }
      return { kind: 'ok', entries };
    }
  };

  /** Asks with the app's token, with a new one once if that is refused; null when Spotify does not have it. */
  async function read<T extends z.ZodType>(
    ask: (token: string) => Promise<CallOutcome>,
    schema: T,
    again = true,
  ): Promise<Read<z.output<T>>> {
    const held = await app.get();
    if (held.kind !== 'ok') return held;
    const answer = await ask(held.token);
    if (isOk(answer)) {
      const value = readBody(schema, answer.text);
      return value === null ? unavailable('unreadable answer') : { kind: 'ok', value };
    }
    const failure = apiFailure(answer, now());
    if (failure.kind === 'not_live') return { kind: 'ok', value: null };
    if (failure.kind !== 'access_expired') return failure;
    app.drop(held.token);
    return again ? read(ask, schema, false) : unavailable('the app’s new token was refused too');
  }
}

const unavailable = (detail: string): Failure => ({ kind: 'unavailable', detail });

function map<T>(outcome: Read<T>, entriesOf: (value: T) => Entry[]): Entries {
  if (outcome.kind !== 'ok') return outcome;
  return { kind: 'ok', entries: outcome.value === null ? [] : entriesOf(outcome.value) };
}
