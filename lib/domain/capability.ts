import { ON, type CapabilityRow } from './capability-row';
import type { Dsp } from './dsp';

const MINUTE_MS = 60_000;

/** What every service can be, once it has a link. */
const ANY = ['reminds', 'opens'] as const;

const LINK_ONLY = {
  permission: 'none',
  scope: null,
  modes: ANY,
  grantDays: null,
  tokenLife: null,
  needs: null,
  tiers: {},
  quota: null,
  proof: null,
} as const;

/**
 * Scope and route from the Web API reference (Save to library). A refresh token ends six months after the authorization, of which
 * 180 days are counted on ("Introducing refresh token expiration", June 2026). Five users per app in development mode ("February
 * 2026 Web API Dev Mode Changes"); extended quota is for organisations ("Quota modes"), and by report from 250,000 monthly users
 * on (spotify/spotify-web-api-ts-sdk #159). Calls are counted over a rolling 30 seconds ("Rate Limits"). Countdown Pages:
 * "Getting started with Countdown Pages on Spotify", Spotify for Artists.
 */
const spotify: CapabilityRow = {
  permission: 'oauth',
  scope: 'user-library-modify',
  trialScope: 'user-library-modify user-library-read',
  modes: ['saves', 'service-presave', ...ANY],
  grantDays: 180,
  tokenLife: 'six months from the consent',
  needs: {
    tier: 'SPOTIFY_TIER',
    variables: ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
    from: 'an app at developer.spotify.com',
  },
  tiers: {
    extended: {
      reach: 'everyone',
      who: 'everyone',
      takes:
        'extended quota, which Spotify grants to organisations that apply for it and, by report, from 250,000 monthly users on',
    },
    development: {
      reach: 'listed',
      listed: 5,
      who: 'the five accounts listed on the app; anyone else is told so and nothing is kept',
      takes: 'a client id and an owner with Premium',
    },
  },
  quota: { limit: null, windowMs: 30_000, presave: 1, save: 1, daily: null },
  proof: 'saved',
  today: { access: 'limited', words: 'five listed accounts; for everybody else the artist’s own Countdown Page' },
};

/**
 * MusicKit on the web asks in a window and knows no scopes; the Music User Token it gives is said to last half a year, of which 180
 * days are counted on. "Add a Resource to a Library" answers 202 before anything is added and leaves out ids it cannot add, so it
 * is read back. A key takes membership of the Apple Developer Program ("Generating Developer Tokens"). No limit is published.
 */
const appleMusic: CapabilityRow = {
  permission: 'musickit',
  scope: null,
  modes: ['adds', ...ANY],
  grantDays: 180,
  tokenLife: 'about half a year, by report',
  needs: {
    tier: null,
    variables: ['APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY'],
    from: 'a MusicKit key of the Apple Developer Program, which is a paid membership',
  },
  tiers: { [ON]: { reach: 'everyone', who: 'every subscriber', takes: 'a paid membership' } },
  quota: { limit: null, windowMs: MINUTE_MS, presave: 4, save: 1, daily: null },
  proof: 'accepted',
  today: { access: 'open', words: 'everybody who pays Apple’s yearly membership' },
};

/**
 * `manage_library` adds to the favourites, `offline_access` makes the token last; no end is stated, and 180 days is as long as we
 * keep any. Its `true` is the save itself. 50 requests in 5 seconds (kellnerd/harmony, `providers/Deezer/mod.ts`). No new apps since
 * about the middle of 2024 (browniebroke/deezer-python, `CONTRIBUTING.md`; iuliandita/digarr #444, July 2026).
 */
const deezer: CapabilityRow = {
  permission: 'oauth',
  scope: 'manage_library,offline_access',
  modes: ['saves', ...ANY],
  grantDays: 180,
  tokenLife: 'no end is stated',
  needs: {
    tier: null,
    variables: ['DEEZER_APP_ID', 'DEEZER_SECRET'],
    from: 'an app made before Deezer closed registration in 2024',
  },
  tiers: { [ON]: { reach: 'everyone', who: 'everyone', takes: 'an app from before 2024' } },
  quota: { limit: 50, windowMs: 5_000, presave: 1, save: 1, daily: null },
  proof: 'saved',
  today: { access: 'closed', words: 'nobody: no new apps since 2024' },
};

/**
 * `collection.write` alone is what adding to a collection asks for, and third parties may have it (`tidal-api-oas.json` 1.10.104);
 * whose the permission is stands in the token answer (`user_id`), so a consent costs no call. How long a refresh token lives is not
 * documented, and some apps are given none (tidal-sdk-web #681): 90 days are counted on, and each is tried three days ahead. Its 200
 * names what it left out, so the rest is in the collection. Seen: a bucket of ten tokens, one back each second, five for a call
 * (kellnerd/harmony #84).
 */
const tidal: CapabilityRow = {
  permission: 'oauth',
  scope: 'collection.write',
  modes: ['saves', ...ANY],
  grantDays: 90,
  tokenLife: 'not documented',
  needs: {
    tier: null,
    variables: ['TIDAL_CLIENT_ID', 'TIDAL_CLIENT_SECRET'],
    from: 'an app at developer.tidal.com',
  },
  tiers: { [ON]: { reach: 'everyone', who: 'everyone', takes: 'an app' } },
  quota: { limit: null, windowMs: 10_000, presave: 0, save: 1, daily: null },
  proof: 'saved',
  today: {
    access: 'open',
    words: 'everybody; an app that TIDAL gives no lasting permission says so to the fan and keeps nothing',
  },
};

/**
 * No scopes, and no end of a refresh token, each of which works once (soundcloud/api, `openapi/api.yaml` and its auth notes); finds
 * nothing by a code. Its 200 is the like itself. No figure for likes, which are held back as spam at some number. One app per
 * person, registration open (its `Agents.md` and `README.md`).
 */
const soundcloud: CapabilityRow = {
  permission: 'oauth',
  scope: null,
  modes: ['saves', ...ANY],
  grantDays: 180,
  tokenLife: 'no end is stated; each refresh token works once',
  byLinkOnly: true,
  needs: {
    tier: null,
    variables: ['SOUNDCLOUD_CLIENT_ID', 'SOUNDCLOUD_CLIENT_SECRET'],
    from: 'an app registered with SoundCloud, one per person',
  },
  tiers: { [ON]: { reach: 'everyone', who: 'everyone', takes: 'an app' } },
  quota: { limit: null, windowMs: MINUTE_MS, presave: 1, save: 1, daily: null },
  proof: 'saved',
  today: { access: 'open', words: 'everybody, with the artist’s own link: it finds nothing by UPC or ISRC' },
};

/**
 * The Data API can like a video (204, which is then among the fan's likes in YouTube Music) and cannot save an album or like its
 * playlist, so a pre-save needs the link of a video. `youtube` is the narrowest scope that may like. A refresh token dies after six
 * months without use, of which 180 days are counted on.
 *
 * 10,000 units a day until an audit raises them, back at midnight Pacific; `channels.list` and `videos.list` cost one, `videos.rate`
 * 50 ("Quota costs"). Whether a video is out is asked once per market, and again while it is late: 400 units are eight questions in
 * each of fifty markets. An app in testing serves 100 listed accounts, whose authorizations end after seven days ("Manage App
 * Audience", Google Cloud help); it is verified for everyone else, because the scope is a sensitive one ("OAuth App Verification").
 */
const youtubeMusic: CapabilityRow = {
  permission: 'oauth',
  scope: 'https://www.googleapis.com/auth/youtube',
  modes: ['saves', ...ANY],
  grantDays: 180,
  tokenLife: 'until it is not used for six months; seven days while the app is in testing',
  byLinkOnly: true,
  needs: {
    tier: 'YOUTUBE_TIER',
    variables: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'YOUTUBE_API_KEY'],
    from: 'a project at console.cloud.google.com with the YouTube Data API',
  },
  tiers: {
    verified: { reach: 'everyone', who: 'everyone', takes: 'an app that Google has verified' },
    testing: {
      reach: 'listed',
      listed: 100,
      grantDays: 7,
      who: 'up to 100 test users, who can pre-save in the last seven days before the release',
      takes: 'a project, with each test user added to its audience by hand',
    },
  },
  quota: {
    limit: null,
    windowMs: MINUTE_MS,
    presave: 1,
    save: 50,
    daily: { units: 10_000, spare: 400, zone: 'America/Los_Angeles', variable: 'YOUTUBE_UNITS' },
  },
  proof: 'saved',
  today: { access: 'limited', words: '100 test users; everybody once Google has verified the app' },
};

/** "Amazon Music Web API" (developer.amazon.com/docs/music): a closed beta for approved developers. */
const amazonMusic: CapabilityRow = {
  ...LINK_ONLY,
  today: { access: 'closed', words: 'nobody: its API is a closed beta' },
};

/** developer.boomplay.com/openApi: reads favourites; no route that adds one is documented. */
const boomplay: CapabilityRow = {
  ...LINK_ONLY,
  today: { access: 'closed', words: 'nobody: no route that saves is documented' },
};

/** audiomack.com/data-api/docs: can favourite by OAuth 1.0a, with a key that is asked for by a form; not spoken here. */
const audiomack: CapabilityRow = {
  ...LINK_ONLY,
  today: { access: 'closed', words: 'nobody here: keys are given by hand, for an older OAuth than this app speaks' },
};

/** What each service can do at best, whoever runs this. What one deployment can do is `deploymentOf`. */
export const CAPABILITIES: Record<Dsp, CapabilityRow> = {
  spotify,
  appleMusic,
  deezer,
  tidal,
  soundcloud,
  youtubeMusic,
  amazonMusic,
  boomplay,
  audiomack,
};
