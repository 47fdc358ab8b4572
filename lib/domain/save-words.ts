import type { Dsp } from './dsp';

/** What a save is to the fan of one service, and what the service calls the permission for it. */
export type SaveWords = {
  /** where it is found afterwards: it is "in" there and was added "to" there */ place: string;
  /** the same with the service's name */ home: string;
  /** what a button promises, before "on 11 December" */ promise: string;
  /** the permission in the service's own words; null: it is never asked for one */ permission: string | null;
  /** the service has no permission as small as the one save */ wider: boolean;
  /** where a fan takes back at the service what this app was allowed */ disconnect: Disconnect | null;
  /** pages that the service's rules want linked beside this */
  rules?: readonly Rules[];
};

/** A page of a service's own rules. */
export type Rules = { words: string; href: string };

/** A page of the service, or where it has none, the way to it in words. */
export type Disconnect = { href: string | null; way: string };

const NEVER: SaveWords = {
  place: 'your library',
  home: 'your library',
  promise: 'Saves it to your library',
  permission: null,
  wider: false,
  disconnect: null,
};

/**
 * One row per service. Permissions: Spotify's Web API reference (`user-library-modify`, as its consent page says it), Deezer's names
 * of the two it takes (`manage_library`, `offline_access`), TIDAL's `tidal-api-oas.json` 1.10.104 (`collection.write`), Google's
 * OAuth 2.0 Scopes for the YouTube Data API v3; SoundCloud's API and MusicKit have one permission for everything.
 *
 * Ways back: Spotify's account page "Apps" (howtogeek.com/325675), SoundCloud Help 31318859312155, Google Account Help 13533235;
 * Deezer's page as OAuth client libraries name it (chillerlan/php-oauth); Apple's as CNET and iDownloadBlog describe it, without an
 * address. Of TIDAL no such page was found. Rules: "YouTube API Services - Developer Policies", III.A.
 */
const ROWS: Record<Dsp, SaveWords> = {
  spotify: {
    place: 'your library',
    home: 'your Spotify library',
    promise: 'Saves it to your library',
    permission: '“Manage your saved content”',
    wider: false,
    disconnect: { href: 'https://www.spotify.com/account/apps/', way: 'Apps, in your Spotify account' },
  },
  appleMusic: {
    place: 'your library',
    home: 'your Apple Music library',
    promise: 'Saves it to your library',
    permission: 'access to Apple Music',
    wider: true,
    disconnect: { href: null, way: 'Apps with Access, in the account settings of the Apple Music app' },
  },
  deezer: {
    place: 'your favourites',
    home: 'your Deezer favourites',
    promise: 'Adds it to your favourites',
    permission: '“manage library”, with “offline access”',
    wider: false,
    disconnect: { href: 'https://www.deezer.com/account/apps', way: 'My apps, in your Deezer account' },
  },
  tidal: {
    place: 'your collection',
    home: 'your TIDAL collection',
    promise: 'Adds it to your collection',
    permission: 'write access to “My Collection”',
    wider: false,
    disconnect: null,
  },
  soundcloud: {
    place: 'your likes',
    home: 'your SoundCloud likes',
    promise: 'Adds it to your likes',
    permission: 'access to your SoundCloud account',
    wider: true,
    disconnect: { href: 'https://soundcloud.com/settings', way: 'Connected applications, in SoundCloud’s settings' },
  },
  youtubeMusic: {
    place: 'your likes',
    home: 'your YouTube Music likes',
    promise: 'Adds it to your likes',
    permission: '“Manage your YouTube account”',
    wider: true,
    disconnect: { href: 'https://myaccount.google.com/connections', way: 'Connections, in your Google account' },
    rules: [
      { words: 'YouTube’s terms', href: 'https://www.youtube.com/t/terms' },
      { words: 'Google’s privacy policy', href: 'https://policies.google.com/privacy' },
    ],
  },
  amazonMusic: NEVER,
  boomplay: NEVER,
  audiomack: NEVER,
};

/** The words for a save on one service. */
export function saveWords(dsp: Dsp): SaveWords {
  return ROWS[dsp];
}

/** What a fan of any of these services has on the day, to follow "Pre-save it once and": the place where they all have the same. */
export function onTheDay(dsps: readonly Dsp[]): string {
  const places = new Set(dsps.map(dsp => ROWS[dsp].place));
  const [place] = places;
  return places.size === 1 && place ? `it is in ${place} on the day` : 'your service has it for you on the day';
}
