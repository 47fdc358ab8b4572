import { derivedId } from './identifiers';
import type { Client, Release, Track } from './world';

/** What an object looks like depends on who asks, and from where. */
export type View = { origin: string; mode: Client['mode'] };

const SIZES = [640, 300, 64];

function artists({ artist }: Release, { origin }: View) {
  const id = derivedId(`artist ${artist}`);
  return [
    {
      external_urls: { spotify: `https://open.spotify.com/artist/${id}` },
      href: `${origin}/api/v1/artists/${id}`,
      id,
      name: artist,
      type: 'artist',
      uri: `spotify:artist:${id}`,
    },
  ];
}

/** The album inside a track or a search result. Only asked for where it can be had, hence playable. */
export function simpleAlbum(release: Release, view: View) {
  const { id, type, name, tracks, releaseDate } = release;
  return {
    album_type: type,
    artists: artists(release, view),
    external_urls: { spotify: `https://open.spotify.com/album/${id}` },
    href: `${view.origin}/api/v1/albums/${id}`,
    id,
    // A host that cannot exist, so that nothing of a test ever leaves this machine.
    images: SIZES.map(size => ({ url: `https://i.sandbox.invalid/image/${id}-${size}`, height: size, width: size })),
    is_playable: true,
    name,
    release_date: releaseDate,
    release_date_precision: 'day',
    total_tracks: tracks.length,
    type: 'album',
    uri: `spotify:album:${id}`,
  };
}

function simpleTrack(release: Release, track: Track, view: View) {
  return {
    artists: artists(release, view),
    disc_number: 1,
    duration_ms: 180_000,
    explicit: false,
    external_urls: { spotify: `https://open.spotify.com/track/${track.id}` },
    href: `${view.origin}/api/v1/tracks/${track.id}`,
    id: track.id,
    is_local: false,
    is_playable: true,
    name: track.name,
    track_number: release.tracks.indexOf(track) + 1,
    type: 'track',
    uri: `spotify:track:${track.id}`,
  };
}

/** `popularity` was removed in development mode; `external_ids` was, and came back in March 2026. */
const popularity = ({ mode }: View) => (mode === 'extended' ? { popularity: 0 } : {});

/** The answer of `GET /albums/{id}`. */
export function fullAlbum(release: Release, view: View) {
  const { id, upc, artist, tracks } = release;
  return {
    ...simpleAlbum(release, view),
    copyrights: [{ text: `2026 ${artist}`, type: 'C' }],
    external_ids: upc === null ? {} : { upc },
    genres: [],
    label: artist,
    ...popularity(view),
    tracks: {
      href: `${view.origin}/api/v1/albums/${id}/tracks?offset=0&limit=50`,
      items: tracks.map(track => simpleTrack(release, track, view)),
      limit: 50,
      next: null,
      offset: 0,
      previous: null,
      total: tracks.length,
    },
  };
}

/** The answer of `GET /tracks/{id}`. */
export function fullTrack(release: Release, track: Track, view: View) {
  return {
    ...simpleTrack(release, track, view),
    album: simpleAlbum(release, view),
    external_ids: track.isrc === null ? {} : { isrc: track.isrc },
    ...popularity(view),
  };
}
