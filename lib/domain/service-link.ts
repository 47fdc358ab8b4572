import { DSP_NAMES, DSPS, type Dsp } from './dsp';
import { readAddress, refuseLink, removalNotes, type LinkRefused } from './service-link-address';
import * as shapes from './service-link-shapes';
import * as spotify from './service-link-spotify';

export { parseSpotifyUri, spotifyUri, spotifyUrl } from './service-link-spotify';

/** A cleaned link. `uri` is what the service's adapter wants, where it has one; `notes` say what was changed, in words for the artist. */
export type ServiceLink = { ok: true; url: string; uri?: string; notes: string[] } | LinkRefused;

const AMAZON = 'com co.uk de fr it es ca com.mx com.br com.au co.jp in'.split(' ').map(tld => `music.amazon.${tld}`);

/** The hosts by which a link is known; `short` ones say nothing of the release behind them. Source: the services' share buttons. */
const HOSTS: Record<Dsp, { own: readonly string[]; short: readonly string[] }> = {
  spotify: { own: ['open.spotify.com', 'play.spotify.com'], short: ['spotify.link', 'spotify.app.link', 'spoti.fi'] },
  appleMusic: {
    own: [
      'music.apple.com',
      'geo.music.apple.com',
      'embed.music.apple.com',
      'beta.music.apple.com',
      'itunes.apple.com',
      'geo.itunes.apple.com',
    ],
    short: ['apple.co', 'itun.es'],
  },
  deezer: { own: ['www.deezer.com', 'deezer.com'], short: ['link.deezer.com', 'deezer.page.link', 'dzr.page.link'] },
  tidal: { own: ['tidal.com', 'www.tidal.com', 'listen.tidal.com'], short: ['tidal.link'] },
  soundcloud: {
    own: ['soundcloud.com', 'www.soundcloud.com', 'm.soundcloud.com'],
    short: ['on.soundcloud.com', 'soundcloud.app.goo.gl'],
  },
  youtubeMusic: {
    own: ['music.youtube.com', 'www.youtube.com', 'youtube.com', 'm.youtube.com', 'youtu.be'],
    short: [],
  },
  amazonMusic: { own: AMAZON, short: ['amzn.to', 'a.co'] },
  boomplay: { own: ['www.boomplay.com', 'boomplay.com', 'm.boomplay.com'], short: [] },
  audiomack: { own: ['audiomack.com', 'www.audiomack.com'], short: [] },
};

const EXAMPLES: Record<Dsp, string> = {
  spotify: 'https://open.spotify.com/album/…',
  appleMusic: 'https://music.apple.com/us/album/…',
  deezer: 'https://www.deezer.com/album/…',
  tidal: 'https://tidal.com/album/…',
  soundcloud: 'https://soundcloud.com/artist/track',
  youtubeMusic: 'https://music.youtube.com/watch?v=…',
  amazonMusic: 'https://music.amazon.com/albums/…',
  boomplay: 'https://www.boomplay.com/albums/…',
  audiomack: 'https://audiomack.com/artist/song/…',
};

const owners = new Map(DSPS.flatMap(dsp => [...HOSTS[dsp].own, ...HOSTS[dsp].short].map(host => [host, dsp] as const)));

const isSpotifyUri = (text: string) => /^\s*spotify:/i.test(text);

/** The service a link or Spotify URI belongs to, read from its host and never from a label; null for none of ours. */
export function dspOfLink(text: string): Dsp | null {
  if (isSpotifyUri(text)) return 'spotify';
  const address = readAddress(text);
  return address.ok ? (owners.get(address.host) ?? null) : null;
}

function wrongService(wanted: Dsp, found: Dsp | undefined, host: string): LinkRefused {
  const example = `A ${DSP_NAMES[wanted]} link looks like ${EXAMPLES[wanted]}`;
  const what = found
    ? `This is a ${DSP_NAMES[found]} link: paste it under ${DSP_NAMES[found]}.`
    : `This link goes to ${host}.`;
  return refuseLink('wrong_service', `${what} ${example}`);
}

/** Spotify's two ways of writing an entity, told apart by the scheme. */
function spotifyEntity(text: string): { entity: spotify.SpotifyEntity; notes: string[] } | LinkRefused {
  if (isSpotifyUri(text)) {
    const [, kind = '', ...rest] = text.trim().split(':');
    return { entity: { kind: kind.toLowerCase(), id: rest.join(':'), dropped: [] }, notes: [] };
  }
  const address = readOwn('spotify', text);
  if (!address.ok) return address;
  const entity = spotify.spotifyPath(address.path);
  const dropped = entity.dropped.length > 0 ? [`Removed: ${entity.dropped.join(', ')}`] : [];
  return { entity, notes: [...dropped, ...removalNotes(address.query, [])] };
}

function readOwn(dsp: Dsp, text: string) {
  const address = readAddress(text);
  if (!address.ok) return address;
  const owner = owners.get(address.host);
  if (owner !== dsp) return wrongService(dsp, owner, address.host);
  if (HOSTS[dsp].own.includes(address.host)) return address;
  const mend = 'Open it, and paste the address it leads to';
  return refuseLink('short_link', `This is a short link, and it does not say which release is behind it. ${mend}.`);
}

function parseSpotifyLink(text: string): ServiceLink {
  const read = spotifyEntity(text);
  if ('ok' in read) return read;
  const release = spotify.spotifyRelease(read.entity);
  if ('ok' in release) return release;
  return { ok: true, url: spotify.spotifyUrl(release), uri: spotify.spotifyUri(release), notes: read.notes };
}

/**
 * A pasted link of `dsp`, cleaned: the address is made anew from the ids that were read, so nothing else of what was pasted is
 * kept. Refused, with the mend in the message: another service's link, a playlist, an artist, a profile, a short link, and
 * everything that hides its host.
 */
export function parseServiceLink(dsp: Dsp, text: string): ServiceLink {
  if (dsp === 'spotify') return parseSpotifyLink(text);
  if (isSpotifyUri(text)) return wrongService(dsp, 'spotify', 'Spotify');
  const address = readOwn(dsp, text);
  if (!address.ok) return address;
  const read = shapes[dsp](address);
  if (read === null) {
    const message = `This link does not name a release on ${DSP_NAMES[dsp]}. It looks like ${EXAMPLES[dsp]}`;
    return refuseLink('not_a_release', message);
  }
  if ('ok' in read) return read;
  const notes = [...read.notes, ...removalNotes(address.query, read.kept)];
  return { ok: true, url: read.url, ...(read.uri !== undefined && { uri: read.uri }), notes };
}

/** A pasted Spotify Countdown Page (`open.spotify.com/prerelease/…` or `spotify:prerelease:…`), cleaned. */
export function parseCountdownLink(text: string): { ok: true; url: string; notes: string[] } | LinkRefused {
  const read = spotifyEntity(text);
  if ('ok' in read) return read;
  const url = spotify.countdownUrl(read.entity);
  return typeof url === 'string' ? { ok: true, url, notes: read.notes } : url;
}
