import { spotifyUri, spotifyUrl, type SpotifyRelease } from '../../domain/service-link-spotify';
import type { Found, Told } from '../types';
import type { Album, Track } from './api-types';

/** A catalogue entry as seen from one market, read. */
export type Entry = { found: Found; out: boolean; told: Told };

const HOUR = 3_600_000;

function foundAs(release: SpotifyRelease, { artists, name }: { artists: { name: string }[]; name: string }): Found {
  return {
    uri: spotifyUri(release),
    url: spotifyUrl(release),
    artist: artists.map(a => a.name).join(', '),
    title: name,
  };
}

/**
 * Whether a `release_date` (YYYY, YYYY-MM or YYYY-MM-DD) has begun nowhere on earth yet at `now` (epoch ms): it begins first at
 * UTC+14. Not the market's own date: a release at one instant is out in the west while its date is still tomorrow there.
 */
export function isAhead(releaseDate: string | null | undefined, now: number): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(releaseDate ?? '') ?? [];
  return year !== undefined && Date.UTC(Number(year), Number(month) - 1, Number(day)) - 14 * HOUR > now;
}

/** Spotify files EPs under singles; its own profile pages call a release of four to six tracks an EP. */
function kindOf({ album_type: type, total_tracks: tracks }: Album): Told['kind'] {
  if (type === 'single') return (tracks ?? 1) > 3 ? 'ep' : 'single';
  return type === 'album' ? 'album' : null;
}

/** A year or a month alone names no day. */
const dayOf = (date: string | null | undefined) => (date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null);

function coverOf(images: Album['images']): string | null {
  return (images ?? []).toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]?.url ?? null;
}

/** `product` and `explicit` are about one listener; `market`, and any reason added later, keeps the release back. */
function isHeldBack(restrictions: Album['restrictions']): boolean {
  return !!restrictions && !['product', 'explicit'].includes(restrictions.reason);
}

/**
 * An album in the market it was asked for. Out when its date has come, it is not held back, and at least one of its tracks can
 * be played (Web API reference: an album is available in a market when at least one of its tracks is). The date goes first:
 * single tracks of an album may be out weeks before it.
 */
export function albumEntry(album: Album, now: number): Entry {
  const tracks = album.tracks?.items ?? [];
  const silent = tracks.length > 0 && tracks.every(track => track.is_playable === false);
  return {
    found: foundAs({ type: 'album', id: album.id }, album),
    out: !isAhead(album.release_date, now) && !isHeldBack(album.restrictions) && !silent,
    told: {
      kind: kindOf(album),
      upc: album.external_ids?.upc ?? null,
      isrcs: [],
      releaseDate: dayOf(album.release_date),
      artworkUrl: coverOf(album.images),
    },
  };
}

/** A track in the market it was asked for; its date is its album's. */
export function trackEntry(track: Track, now: number): Entry {
  return {
    found: foundAs({ type: 'track', id: track.id }, track),
    out: !isAhead(track.album.release_date, now) && !isHeldBack(track.restrictions) && track.is_playable !== false,
    told: {
      kind: 'single',
      upc: null,
      isrcs: track.external_ids?.isrc ? [track.external_ids.isrc] : [],
      releaseDate: dayOf(track.album.release_date),
      artworkUrl: coverOf(track.album.images),
    },
  };
}

/** Whether an album may be the one with this UPC. Search also answers with near misses, so its own code is looked at. */
export function hasUpc(album: Album, upc: string): boolean {
  const theirs = album.external_ids?.upc;
  const bare = (code: string) => code.replace(/\D/g, '').replace(/^0+/, '');
  return !theirs || bare(theirs) === bare(upc);
}

/** Whether a track may be the one with this ISRC. */
export function hasIsrc(track: Track, isrc: string): boolean {
  const theirs = track.external_ids?.isrc;
  return !theirs || theirs.replace(/-/g, '').toUpperCase() === isrc.toUpperCase();
}

/**
 * The albums that hold most of the recordings looked for, those with the most first. One recording is often on a single as well
 * as on the album, and only the others tell which is meant.
 */
export function albumsOf(tracksByIsrc: readonly (readonly Track[])[]): string[] {
  const counts = new Map<string, number>();
  for (const tracks of tracksByIsrc)
    for (const id of new Set(tracks.map(track => track.album.id))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
}
