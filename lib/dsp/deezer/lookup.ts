import type { z } from 'zod';
import { upcPaddings } from '../../domain/codes';
import { deezerUri, deezerUrl, parseDeezerUri, type DeezerRelease } from '../../domain/service-link-deezer';
import { isAhead } from '../spotify/catalogue';
import { readJson } from '../oauth/answer';
import type { Availability, Failure, Outcome, ReleaseKey } from '../types';
import { albumSchema, trackSchema, type Album, type Track } from './api-types';
import type { DeezerClient } from './client';
import { deezerFailure } from './mapper';

/** Each costs a call in every market. */
const MOST_ISRCS = 3;

type Read<T> = Outcome<{ value: T | null }>;

/**
 * Whether a release is out in one market: by URI, else by UPC in every padding, else by ISRC. One ISRC means that track; several
 * mean the album that most of them are on. Keyless; Deezer tells markets by `available_countries`, which tracks have and albums
 * mostly do not, so an album goes by its first track. `available` and `readable` speak of the caller's own country and are not read.
 */
export function deezerLookup(client: DeezerClient, now: () => number) {
  return async (key: ReleaseKey, market: string, signal?: AbortSignal): Promise<Availability> => {
    if (key.uri !== null) {
      const release = parseDeezerUri(key.uri);
      if (!release) return { kind: 'refused', detail: 'not the URI of a Deezer album or track' };
      return release.type === 'album' ? judgeAlbum(await album(release.id)) : judgeTrack(await track(release.id));
    }
    if (key.upc !== null) {
      for (const code of upcPaddings(key.upc)) {
        const found = await album(`upc:${code}`);
        if (found.kind !== 'ok' || found.value) return judgeAlbum(found);
      }
      return NOT_FOUND;
    }
    if (key.isrcs.length > 0) return byIsrcs(key.isrcs.slice(0, MOST_ISRCS));
    return { kind: 'refused', detail: 'no URI and no code to look for' };

    async function read<T extends z.ZodType>(
      type: DeezerRelease['type'],
      id: string,
      schema: T,
    ): Promise<Read<z.output<T>>> {
      const answer = await client.release(type, id, signal);
      const value = answer.kind === 'answer' && answer.status === 200 ? readJson(schema, answer.text) : null;
      if (value) return { kind: 'ok', value };
      const failure = deezerFailure(answer, now());
      return failure.kind === 'not_live' ? { kind: 'ok', value: null } : withoutGrant(failure);
    }

    async function album(id: string): Promise<Read<Album>> {
      return read('album', id, albumSchema);
    }

    async function track(id: string): Promise<Read<Track>> {
      return read('track', id, trackSchema);
    }

    async function byIsrcs(isrcs: readonly string[]): Promise<Availability> {
      const found: Track[] = [];
      for (const isrc of isrcs) {
        const one = await track(`isrc:${isrc}`);
        if (one.kind !== 'ok') return one;
        if (one.value) found.push(one.value);
      }
      if (isrcs.length === 1) return judgeTrack({ kind: 'ok', value: found[0] ?? null });
      const albums = found.flatMap(one => (one.album ? [one.album.id] : []));
      const count = (id: string) => albums.filter(other => other === id).length;
      const [most] = albums.toSorted((a, b) => count(b) - count(a));
      return most === undefined ? NOT_FOUND : judgeAlbum(await album(most));
    }

    async function judgeAlbum(found: Read<Album>): Promise<Availability> {
      if (found.kind !== 'ok') return found;
      if (!found.value) return NOT_FOUND;
      const { id, tracks, available_countries: told } = found.value;
      const date = found.value.release_date;
      const first = tracks?.data[0];
      if (told || !first || isAhead(date, now())) return judge({ type: 'album', id }, found.value, told);
      const one = await track(first.id);
      if (one.kind !== 'ok') return one;
      return judge({ type: 'album', id }, found.value, one.value?.available_countries);
    }

    function judgeTrack(found: Read<Track>): Availability {
      if (found.kind !== 'ok') return found;
      if (!found.value) return NOT_FOUND;
      return judge({ type: 'track', id: found.value.id }, found.value, found.value.available_countries);
    }

    function judge(
      release: DeezerRelease,
      value: Album | Track,
      countries: readonly string[] | null | undefined,
    ): Availability {
      const held = isAhead(value.release_date, now()) || (countries && !countries.includes(market));
      if (held) return { kind: 'ok', live: false, reason: 'not_in_market' };
      const { title } = value;
      const named = { uri: deezerUri(release), url: deezerUrl(release), artist: value.artist.name, title };
      return { kind: 'ok', live: true, release: named };
    }
  };
}

const NOT_FOUND: Availability = { kind: 'ok', live: false, reason: 'not_found' };

/** Look-ups carry no token: nothing about a fan's can have been rejected. */
function withoutGrant(failure: Failure): Failure {
  return failure.kind === 'grant_rejected' ? { kind: 'unavailable', detail: failure.detail } : failure;
}
