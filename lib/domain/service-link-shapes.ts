import { appleUri } from './service-link-apple';
import { deezerUri, deezerUrl } from './service-link-deezer';
import { refuseLink, type Address, type LinkRefused } from './service-link-address';
import { tidalUri, tidalUrl, type TidalRelease } from './service-link-tidal';
import { youtubeUri, youtubeUrl } from './service-link-youtube';

/** A release on a service: its address made anew from what was read, and the parameters that stayed. */
export type Shape = {
  url: string;
  kept: string[];
  notes: string[];
  /** what a save is asked for, or the look-up before it */ uri?: string;
};
/** Reads one service's address; null when it names no release there, or why in words when it names something else. */
export type ReadShape = (address: Address) => Shape | LinkRefused | null;

const shape = (url: string, kept: string[] = [], notes: string[] = []): Shape => ({ url, kept, notes });
const elsewhere = (what: string) =>
  refuseLink('not_a_release', `This link goes to ${what}. Paste the link of the release itself.`);

const NAME = /^[\w%.~!$'()*+,-]{1,300}$/;
const DIGITS = /^\d{1,20}$/;
const isName = (part: string | undefined): part is string => part !== undefined && NAME.test(part);
const isDigits = (part: string | undefined): part is string => part !== undefined && DIGITS.test(part);

const THINGS: Record<string, string> = {
  artist: 'an artist',
  artists: 'an artist',
  playlist: 'a playlist',
  playlists: 'a playlist',
  'user-playlists': 'a playlist',
  mix: 'a mix',
  profile: 'a profile',
  user: 'a profile',
  users: 'a profile',
  curator: 'a curator',
  station: 'a station',
  stations: 'a station',
  show: 'a podcast',
  episode: 'a podcast’s episode',
  podcast: 'a podcast',
  podcasts: 'a podcast',
  video: 'a video',
  videos: 'a video',
  'music-video': 'a music video',
  library: 'a private library',
  channel: 'a channel',
  shorts: 'a short',
};
const thing = (part: string | undefined) => {
  const what = part === undefined ? undefined : THINGS[part];
  return what ? elsewhere(what) : null;
};

/** The storefront in the path stays: without it Apple sends a fan to a store where the release may not be. */
export const appleMusic: ReadShape = ({ path, query }) => {
  const store = path[0] && /^[a-z]{2}$/i.test(path[0]) ? [path[0].toLowerCase()] : [];
  const [kind, ...rest] = path.slice(store.length);
  if ((kind !== 'album' && kind !== 'song') || rest.length > 2) return thing(kind);
  // itunes.apple.com writes id123, music.apple.com 123; the title between is optional.
  const id = rest.at(-1)?.replace(/^id(?=\d)/, '');
  const title = rest.length === 2 ? rest.slice(0, 1) : [];
  if (!isDigits(id) || !title.every(isName)) return null;
  const song = query.get('i');
  const keepsSong = kind === 'album' && song !== null && DIGITS.test(song);
  const url = `https://music.apple.com/${[...store, kind, ...title, id].join('/')}${keepsSong ? `?i=${song}` : ''}`;
  const release = { storefront: store[0] ?? 'us', type: kind === 'song' || keepsSong ? 'song' : 'album', id } as const;
  const uri = appleUri(keepsSong ? { ...release, id: song } : release);
  return { ...shape(url, keepsSong ? ['i'] : []), uri };
};

/** The language in front is dropped: Deezer chooses the fan's own. */
export const deezer: ReadShape = ({ path }) => {
  const language = path[0] && /^[a-z]{2}(-[a-z]{2})?$/i.test(path[0]) ? 1 : 0;
  const [kind, id, ...more] = path.slice(language);
  if (kind !== 'album' && kind !== 'track') return thing(kind);
  if (!isDigits(id) || more.length > 0) return null;
  return { ...shape(deezerUrl({ type: kind, id })), uri: deezerUri({ type: kind, id }) };
};

const tidalShape = (type: TidalRelease['type'], id: string): Shape => ({
  ...shape(tidalUrl({ type, id })),
  uri: tidalUri({ type, id }),
});

/** `/browse/` in front and `/u` behind are TIDAL's own ways to open its app; a track inside an album is the track. */
export const tidal: ReadShape = ({ path }) => {
  const [kind, id, ...more] = (path[0] === 'browse' ? path.slice(1) : path).filter(part => part !== 'u');
  if (kind !== 'album' && kind !== 'track') return thing(kind);
  if (!isDigits(id)) return null;
  if (kind === 'album' && more[0] === 'track' && isDigits(more[1])) return tidalShape('track', more[1]);
  return more.length === 0 ? tidalShape(kind, id) : null;
};

const SOUNDCLOUD_PAGES = new Set(
  'discover search stream feed upload you charts pages tags people stations popular library signin settings messages notifications jobs terms-of-use imprint go pro'.split(
    ' ',
  ),
);
const SOUNDCLOUD_TABS = new Set(
  'tracks albums sets likes reposts followers following popular-tracks comments spotlight'.split(' '),
);

/** The URN is not in the link: SoundCloud is asked for it by the link itself. */
const linked = (read: Shape): Shape => ({ ...read, uri: read.url });

export const soundcloud: ReadShape = ({ path }) => {
  const secret = /^s-\w+$/.test(path.at(-1) ?? '') && path.length > 2;
  const [user, name, set, ...more] = secret ? path.slice(0, -1) : path;
  if (!isName(user) || SOUNDCLOUD_PAGES.has(user)) return null;
  if (name === undefined || (set === undefined && SOUNDCLOUD_TABS.has(name)))
    return elsewhere('a profile on SoundCloud');
  const notes = secret ? ['Removed the private key (s-…): this page opens once the release is public.'] : [];
  if (name === 'sets' && isName(set) && more.length === 0)
    return linked(shape(`https://soundcloud.com/${user}/sets/${set}`, [], notes));
  return isName(name) && set === undefined ? linked(shape(`https://soundcloud.com/${user}/${name}`, [], notes)) : null;
};

const VIDEO_ID = /^[\w-]{11}$/;

/**
 * `OLAK5uy_` lists are albums, made by YouTube from a delivery; every other list is somebody's playlist. Only a video has a URI: the
 * Data API cannot save an album.
 */
export const youtubeMusic: ReadShape = ({ host, path, query }) => {
  const notes = host === 'music.youtube.com' ? [] : ['Changed to YouTube Music’s own address.'];
  const [page = '', id, ...more] = path;
  const video = host === 'youtu.be' ? page : page === 'watch' ? (query.get('v') ?? '') : null;
  if (video !== null) {
    if (!VIDEO_ID.test(video) || id !== undefined) return null;
    return { ...shape(youtubeUrl(video), page === 'watch' ? ['v'] : [], notes), uri: youtubeUri(video) };
  }
  const list = query.get('list') ?? '';
  if (page === 'playlist' && id === undefined) {
    if (!/^OLAK5uy_[\w-]{20,60}$/.test(list)) return elsewhere('a playlist, not an album,');
    return shape(`https://music.youtube.com/playlist?list=${list}`, ['list'], notes);
  }
  if (page === 'browse' && id && /^MPREb_[\w-]{5,40}$/.test(id) && more.length === 0) {
    return shape(`https://music.youtube.com/browse/${id}`, [], notes);
  }
  return page.startsWith('@') || page === 'c' ? elsewhere('a channel') : thing(page);
};

const ASIN = /^[A-Z0-9]{10}$/;

/** The country in the host stays: each of Amazon's stores has its own catalogue. */
export const amazonMusic: ReadShape = ({ host, path, query }) => {
  const [kind, id, ...more] = path;
  if (kind !== 'albums' && kind !== 'tracks') return thing(kind);
  if (!id || !ASIN.test(id) || more.length > 0) return null;
  const track = query.get('trackAsin');
  const keepsTrack = kind === 'albums' && track !== null && ASIN.test(track);
  return shape(
    `https://${host}/${kind}/${id}${keepsTrack ? `?trackAsin=${track}` : ''}`,
    keepsTrack ? ['trackAsin'] : [],
  );
};

export const boomplay: ReadShape = ({ path: [kind, id, ...more] }) => {
  if (kind !== 'albums' && kind !== 'songs') return thing(kind);
  return isDigits(id) && more.length === 0 ? shape(`https://www.boomplay.com/${kind}/${id}`) : null;
};

/** Older links have the kind first: `/song/artist/title`. */
export const audiomack: ReadShape = ({ path }) => {
  const kinds = ['song', 'album'];
  const [artist, kind, title, ...more] = kinds.includes(path[0] ?? '') ? [path[1], path[0], ...path.slice(2)] : path;
  if (kind === undefined && isName(artist)) return elsewhere('a profile on Audiomack');
  if (!kind || !kinds.includes(kind)) return thing(kind);
  return isName(artist) && isName(title) && more.length === 0
    ? shape(`https://audiomack.com/${artist}/${kind}/${title}`)
    : null;
};
