import type { z } from 'zod';
import { upcPaddings } from '../../domain/codes';
import { parseDeezerUri, type DeezerRelease } from '../../domain/service-link-deezer';
import { readJson } from '../oauth/answer';
import type { Failure, Outcome, ReleaseKey } from '../types';
import { albumSchema, trackSchema, type Album, type Track } from './api-types';
import type { DeezerClient } from './client';
import { deezerFailure } from './mapper';

/** Each costs a call in every market. */
const MOST_ISRCS = 3;

/** What stands in Deezer's catalogue, out or not. */
export type Entry = { type: 'album'; value: Album } | { type: 'track'; value: Track };
/** Null: the catalogue does not have it. */
export type Sought = Outcome<{ entry: Entry | null }>;

type Read<T> = Outcome<{ value: T | null }>;

export type DeezerFinder = ReturnType<typeof deezerFinder>;

/**
 * Finds a release in Deezer's catalogue: by URI, else by UPC in every padding, else by ISRC. One ISRC means that track; several
 * mean the album that most of them are on. Keyless.
 */
export function deezerFinder(client: DeezerClient, now: () => number) {
  async function read<T extends z.ZodType>(
    type: DeezerRelease['type'],
    id: string,
    schema: T,
    signal?: AbortSignal,
  ): Promise<Read<z.output<T>>> {
    const answer = await client.release(type, id, signal);
    const value = answer.kind === 'answer' && answer.status === 200 ? readJson(schema, answer.text) : null;
    if (value) return { kind: 'ok', value };
    const failure = deezerFailure(answer, now());
    return failure.kind === 'not_live' ? { kind: 'ok', value: null } : withoutGrant(failure);
  }

  const track = (id: string, signal?: AbortSignal): Promise<Read<Track>> => read('track', id, trackSchema, signal);

  async function asAlbum(id: string, signal?: AbortSignal): Promise<Sought> {
    const found = await read('album', id, albumSchema, signal);
    if (found.kind !== 'ok') return found;
    return { kind: 'ok', entry: found.value && { type: 'album', value: found.value } };
  }

  async function asTrack(id: string, signal?: AbortSignal): Promise<Sought> {
    const found = await track(id, signal);
    if (found.kind !== 'ok') return found;
    return { kind: 'ok', entry: found.value && { type: 'track', value: found.value } };
  }

  async function byUpc(upc: string, signal?: AbortSignal): Promise<Sought> {
    for (const code of upcPaddings(upc)) {
      const found = await asAlbum(`upc:${code}`, signal);
      if (found.kind !== 'ok' || found.entry) return found;
    }
    return NOTHING;
  }

  async function byIsrcs([first = '', ...more]: readonly string[], signal?: AbortSignal): Promise<Sought> {
    if (more.length === 0) return asTrack(`isrc:${first}`, signal);
    const albums: string[] = [];
    for (const isrc of [first, ...more]) {
      const one = await track(`isrc:${isrc}`, signal);
      if (one.kind !== 'ok') return one;
      if (one.value?.album) albums.push(one.value.album.id);
    }
    const count = (id: string) => albums.filter(other => other === id).length;
    const [most] = albums.toSorted((a, b) => count(b) - count(a));
    return most === undefined ? NOTHING : asAlbum(most, signal);
  }

  return {
    track,
    find: async ({ uri, upc, isrcs }: ReleaseKey, signal?: AbortSignal): Promise<Sought> => {
      if (uri !== null) {
        const release = parseDeezerUri(uri);
        if (!release) return { kind: 'refused', detail: 'not the URI of a Deezer album or track' };
        return release.type === 'album' ? asAlbum(release.id, signal) : asTrack(release.id, signal);
      }
      if (upc !== null) return byUpc(upc, signal);
      if (isrcs.length > 0) return byIsrcs(isrcs.slice(0, MOST_ISRCS), signal);
      return { kind: 'refused', detail: 'no URI and no code to look for' };
    },
  };
}

const NOTHING: Sought = { kind: 'ok', entry: null };

/** Look-ups carry no token: nothing about a fan's can have been rejected. */
function withoutGrant(failure: Failure): Failure {
  return failure.kind === 'grant_rejected' ? { kind: 'unavailable', detail: failure.detail } : failure;
}
