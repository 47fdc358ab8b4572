import { upcPaddings } from '../../domain/codes';
import { parseTidalUri, tidalUri, tidalUrl, type TidalRelease } from '../../domain/service-link-tidal';
import { isYes, readJson, unavailable } from '../oauth/answer';
import type { AppToken } from '../oauth/token';
import { isAhead } from '../spotify/catalogue';
import type { Found, Outcome, ReleaseKey, Told } from '../types';
import { resourcesSchema, type Resource, type Resources } from './api-types';
import type { TidalClient, TidalFilter } from './client';
import { apiFailure } from './mapper';

/** A catalogue entry as seen from one market; `albums` are a track's. */
type Entry = { found: Found; out: boolean; told: Told; albums: string[] };
type Entries = Outcome<{ entries: Entry[] }>;

/** A wrong ISRC costs a call in every market. */
const MOST_ISRCS = 3;

/**
 * Finds a release in TIDAL's catalogue as seen from one market: by URI, else by barcode in every padding, else by ISRC. One ISRC
 * is that track; several are the album that most of them are on. No entries: the catalogue does not have it there.
 */
export function tidalLookup(client: TidalClient, app: AppToken, now: () => number) {
  return async (key: ReleaseKey, market: string, signal?: AbortSignal): Promise<Entries> => {
    if (key.uri !== null) {
      const release = parseTidalUri(key.uri);
      if (!release) return { kind: 'refused', detail: 'not the URI of a TIDAL album or track' };
      return list(release.type, { name: 'id', value: release.id });
    }
    if (key.upc !== null) return byBarcode(upcPaddings(key.upc));
    const [isrc, ...more] = key.isrcs.slice(0, MOST_ISRCS);
    if (isrc === undefined) return { kind: 'refused', detail: 'no URI and no code to look for' };
    return more.length === 0 ? list('track', { name: 'isrc', value: isrc }) : albumOf([isrc, ...more]);

    /** Which padding TIDAL knows differs from release to release, and a wrong one simply finds nothing. */
    async function byBarcode(codes: readonly string[]): Promise<Entries> {
      for (const value of codes) {
        const found = await list('album', { name: 'barcodeId', value });
        if (found.kind !== 'ok' || found.entries.length > 0) return found;
      }
      return { kind: 'ok', entries: [] };
    }

    async function albumOf(isrcs: readonly string[]): Promise<Entries> {
      const counts = new Map<string, number>();
      for (const value of isrcs) {
        const tracks = await list('track', { name: 'isrc', value });
        if (tracks.kind !== 'ok') return tracks;
        const albums = new Set(tracks.entries.flatMap(entry => entry.albums));
        for (const id of albums) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
      return best ? list('album', { name: 'id', value: best[0] }) : { kind: 'ok', entries: [] };
    }

    async function list(type: TidalRelease['type'], filter: TidalFilter, again = true): Promise<Entries> {
      const held = await app.get();
      if (held.kind !== 'ok') return held;
      const answer = await client.list(type, filter, { market, token: held.token }, signal);
      if (isYes(answer, [200])) {
        const read = readJson(resourcesSchema, answer.text);
        return read ? { kind: 'ok', entries: entriesOf(type, read, now()) } : unavailable('unreadable answer');
      }
      const failure = apiFailure(answer, now());
      if (failure.kind === 'not_live') return { kind: 'ok', entries: [] };
      if (failure.kind !== 'access_expired') return failure;
      app.drop(held.token);
      return again ? list(type, filter, false) : unavailable('the app’s new token was refused too');
    }
  };
}

function entriesOf(type: TidalRelease['type'], { data, included }: Resources, now: number): Entry[] {
  const names = new Map(
    (included ?? []).flatMap(one => (one.type === 'artists' ? [[one.id, one.attributes?.name]] : [])),
  );
  return data.map(resource => {
    const release = { type, id: resource.id };
    const artists = (resource.relationships?.artists?.data ?? []).flatMap(({ id }) => names.get(id) ?? []);
    const found = {
      uri: tidalUri(release),
      url: tidalUrl(release),
      artist: artists.join(', '),
      title: resource.attributes.title,
    };
    const albums = (resource.relationships?.albums?.data ?? []).map(({ id }) => id);
    return { found, out: isOut(resource, now), told: toldOf(type, resource), albums };
  });
}

const KINDS: Record<string, Told['kind']> = { ALBUM: 'album', EP: 'ep', SINGLE: 'single' };

function toldOf(type: TidalRelease['type'], { attributes }: Resource): Told {
  const { barcodeId, isrc, releaseDate } = attributes;
  return {
    kind: type === 'track' ? 'single' : (KINDS[attributes.type ?? ''] ?? null),
    upc: barcodeId || null,
    isrcs: isrc ? [isrc] : [],
    releaseDate: releaseDate && /^\d{4}-\d{2}-\d{2}$/.test(releaseDate) ? releaseDate : null,
    // TIDAL keeps covers as resources of their own, one call further
    artworkUrl: null,
  };
}

/** Out when its date has come somewhere, it is public, and it can be streamed. What is not said holds nothing back. */
function isOut({ attributes }: Resource, now: number): boolean {
  const { accessType, availability, releaseDate } = attributes;
  const silent = !!availability && !availability.includes('STREAM');
  return !isAhead(releaseDate, now) && (accessType ?? 'PUBLIC') === 'PUBLIC' && !silent;
}
