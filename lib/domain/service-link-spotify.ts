import { refuseLink, type LinkRefused } from './service-link-address';

/** What Spotify can save by URI. `id` is 22 characters of base 62. */
export type SpotifyRelease = { type: 'album' | 'track'; id: string };

const ID = /^[0-9A-Za-z]{22}$/;

/** Reads `spotify:album:<id>` or `spotify:track:<id>`; null for anything else, playlists and Countdown Pages among it. */
export function parseSpotifyUri(text: string): SpotifyRelease | null {
  const [scheme, type, id, ...more] = text.trim().split(':');
  if (scheme !== 'spotify' || more.length > 0 || !id || !ID.test(id)) return null;
  return type === 'album' || type === 'track' ? { type, id } : null;
}

/** `spotify:album:<id>`, as the Web API's library route takes it. */
export function spotifyUri({ type, id }: SpotifyRelease): string {
  return `spotify:${type}:${id}`;
}

/** `https://open.spotify.com/album/<id>`, as it opens on any phone. */
export function spotifyUrl({ type, id }: SpotifyRelease): string {
  return `https://open.spotify.com/${type}/${id}`;
}

/** The kind and id a Spotify link or URI names, whatever the kind; `dropped` is what its path had besides. */
export type SpotifyEntity = { kind: string; id: string; dropped: string[] };

/** The path of an open.spotify.com link: `/intl-de/` and `/embed/` in front say nothing of the release. */
export function spotifyPath(path: readonly string[]): SpotifyEntity {
  const dropped = path.filter((part, i) => i < 2 && /^(intl-[a-z]{2}(-[a-z]{2})?|embed)$/i.test(part));
  const [kind = '', id = ''] = path.slice(dropped.length);
  return { kind: kind.toLowerCase(), id, dropped };
}

const KINDS: Record<string, string> = {
  artist: 'an artist',
  playlist: 'a playlist',
  user: 'a profile',
  show: 'a podcast',
  episode: 'a podcast’s episode',
  concert: 'a concert',
};

/** The album or track of an entity, or why it is none. */
export function spotifyRelease({ kind, id }: SpotifyEntity): SpotifyRelease | LinkRefused {
  if (kind === 'prerelease') {
    const mend =
      'paste it as the Countdown Page. The album has another link, which Upbeat finds on the day by UPC or ISRC';
    return refuseLink('countdown', `This is a Spotify Countdown Page: ${mend}.`);
  }
  if (kind !== 'album' && kind !== 'track') {
    const where = KINDS[kind] ? `goes to ${KINDS[kind]} on Spotify` : 'does not name a release on Spotify';
    return refuseLink('not_a_release', `This link ${where}. Paste the link of the album or the track.`);
  }
  if (!ID.test(id)) {
    return refuseLink(
      'not_a_release',
      `This link’s end is not whole: a Spotify ${kind} has 22 letters and digits there.`,
    );
  }
  return { type: kind, id };
}

/** The address of a Countdown Page. Its id is not the album's, and neither can be worked out from the other. */
export function countdownUrl({ kind, id }: SpotifyEntity): string | LinkRefused {
  if (kind === 'prerelease' && ID.test(id)) return `https://open.spotify.com/prerelease/${id}`;
  if (kind === 'prerelease') {
    return refuseLink('countdown', 'This link’s end is not whole: a Countdown Page has 22 letters and digits there.');
  }
  const mend = 'Spotify for Artists shows it under the upcoming release; it has /prerelease/ in it';
  return refuseLink('not_a_release', `This link is not a Spotify Countdown Page. ${mend}.`);
}
