import { deezerUri, deezerUrl } from '../../domain/service-link-deezer';
import { isAhead } from '../spotify/catalogue';
import type { Availability, CatalogueDsp, Found, ReleaseKey, Told } from '../types';
import type { DeezerFinder, Entry } from './find';

const NOT_FOUND: Availability = { kind: 'ok', live: false, reason: 'not_found' };
const KINDS: Record<string, Told['kind']> = { single: 'single', ep: 'ep', album: 'album' };

function foundAs({ type, value }: Entry): Found {
  const release = { type, id: value.id };
  return { uri: deezerUri(release), url: deezerUrl(release), artist: value.artist.name, title: value.title };
}

/**
 * Whether a release is out in one market. Deezer tells markets by `available_countries`, which tracks have and albums mostly do
 * not, so an album goes by its first track. `available` and `readable` speak of the caller's own country and are not read.
 */
export function deezerLookup({ find, track }: DeezerFinder, now: () => number) {
  return async (key: ReleaseKey, market: string, signal?: AbortSignal): Promise<Availability> => {
    const sought = await find(key, signal);
    if (sought.kind !== 'ok') return sought;
    const { entry } = sought;
    if (!entry) return NOT_FOUND;
    let countries = entry.value.available_countries;
    const first = entry.type === 'album' ? entry.value.tracks?.data[0] : undefined;
    const ahead = isAhead(entry.value.release_date, now());
    if (!countries && first && !ahead) {
      const one = await track(first.id, signal);
      if (one.kind !== 'ok') return one;
      countries = one.value?.available_countries;
    }
    if (ahead || (countries && !countries.includes(market)))
      return { kind: 'ok', live: false, reason: 'not_in_market' };
    return { kind: 'ok', live: true, release: foundAs(entry) };
  };
}

/** What Deezer's catalogue says of a release, in no market in particular: it tells them by track only. */
export function deezerDescribe({ find }: DeezerFinder): CatalogueDsp['describe'] {
  return async (key, _market, signal) => {
    const sought = await find(key, signal);
    if (sought.kind !== 'ok') return sought;
    return { kind: 'ok', description: sought.entry && { ...foundAs(sought.entry), ...toldOf(sought.entry) } };
  };
}

function toldOf({ type, value }: Entry): Told {
  // a date that is not known yet is written in zeros
  const date = /^[1-9]\d{3}-\d{2}-\d{2}$/.exec(value.release_date ?? '')?.[0] ?? null;
  if (type === 'track') {
    const { isrc, album } = value;
    return {
      kind: 'single',
      upc: null,
      isrcs: isrc ? [isrc] : [],
      releaseDate: date,
      artworkUrl: album?.cover_xl ?? null,
    };
  }
  const { record_type: kind, upc, cover_xl: artworkUrl } = value;
  return {
    kind: KINDS[kind ?? ''] ?? null,
    upc: upc || null,
    isrcs: [],
    releaseDate: date,
    artworkUrl: artworkUrl ?? null,
  };
}
