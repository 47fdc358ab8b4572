import type { Dsp } from './dsp';

/** How a DSP can be asked to save: by one OAuth permission per fan, by Apple's own window in the page, or not at all. */
export type Permission = 'oauth' | 'musickit' | 'none';

/** What a DSP's own rules allow, whatever this deployment has. Sources: each service's API reference. */
export type CapabilityRow = {
  permission: Permission;
  /** the one scope asked for */
  scope: string | null;
  /** for how many days after consent a grant is counted on; null: no grant */
  grantDays: number | null;
  /** whether the service has a pre-save page of its own that an artist can link to */
  ownPresave: boolean;
  /** its catalogue knows no UPC and no ISRC: only the artist's link leads to a release */
  byLinkOnly?: true;
};

const LINK_ONLY: CapabilityRow = { permission: 'none', scope: null, grantDays: null, ownPresave: false };

/**
 * One row per service. Spotify: scope and route from the Web API reference (Save to library), six months from the authorization, of which 180 days are counted on
 * ("Introducing refresh token expiration", June 2026), Countdown Pages from Spotify for Artists.
 *
 * Apple Music: MusicKit on the web asks in a window and knows no scopes; the Music User Token it gives is said to last half a year,
 * of which 180 days are counted on. An add is accepted first and read back from the library.
 *
 * Deezer: `manage_library` adds to the favourites, `offline_access` makes the token last; no end is stated, and 180 days is as long
 * as we keep any. Its `true` is the save itself. SoundCloud: has no scopes, and states no end of a refresh token, each of which works
 * once (soundcloud/api, `openapi/api.yaml` and its auth notes); finds nothing by a code. Its 200 is the like itself.
 *
 * TIDAL: `collection.write` alone is what adding to a collection asks for (`tidal-api-oas.json` 1.10.104); whose the permission is
 * stands in the token answer (`user_id`), so `user.read` is not asked for. How long a refresh token lives is not documented: 90 days
 * are counted on, and each is tried three days ahead. Its 200 names what it left out, so the rest is in the collection.
 *
 * YouTube Music: the Data API can like a video (204, which is then among the fan's likes in YouTube Music) and cannot save an album
 * or like its playlist, so a pre-save needs the link of a video. `youtube` is the narrowest scope that may like. A refresh token dies
 * after six months without use, of which 180 days are counted on; an app in testing has seven days (see Deployment).
 */
export const CAPABILITIES: Record<Dsp, CapabilityRow> = {
  spotify: { permission: 'oauth', scope: 'user-library-modify', grantDays: 180, ownPresave: true },
  appleMusic: { permission: 'musickit', scope: null, grantDays: 180, ownPresave: false },
  deezer: { permission: 'oauth', scope: 'manage_library,offline_access', grantDays: 180, ownPresave: false },
  tidal: { permission: 'oauth', scope: 'collection.write', grantDays: 90, ownPresave: false },
  soundcloud: { permission: 'oauth', scope: null, grantDays: 180, ownPresave: false, byLinkOnly: true },
  youtubeMusic: {
    permission: 'oauth',
    scope: 'https://www.googleapis.com/auth/youtube',
    grantDays: 180,
    ownPresave: false,
    byLinkOnly: true,
  },
  amazonMusic: LINK_ONLY,
  boomplay: LINK_ONLY,
  audiomack: LINK_ONLY,
};
