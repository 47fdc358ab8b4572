import { DSP_NAMES, DSPS, type Dsp } from './dsp';
import type { Opening, ServiceAction, ServiceButton } from './fan-page';
import { savingOpensAt, type Saving } from './grant-life';
import type { Release } from './release';
import { shortDate, shortDay } from './release-words';
import { saveWords } from './save-words';

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

/** What this deployment can do for a service that saves: for everyone, or only for listed fans. */
export type SaverReach = 'everyone' | 'listed';

/** The services this deployment saves on. Computed from its configuration, never from a logo. */
export type Deployment = {
  savers: Partial<Record<Dsp, SaverReach>>;
  /** where this deployment's standing with a service gives a grant fewer days than the service's row */
  grantDays?: Partial<Record<Dsp, number>>;
};

/** For how many days a grant of `dsp` is counted on in this deployment; null: no grant. */
export function grantDaysOf(dsp: Dsp, { grantDays = {} }: Pick<Deployment, 'grantDays'>): number | null {
  return grantDays[dsp] ?? CAPABILITIES[dsp].grantDays;
}

/** Where one campaign is on one service. */
export type ServiceLinks = { dsp: Dsp; url: string | null; uri: string | null; countdownUrl: string | null };

export type Situation = {
  deployment: Deployment;
  release: Release;
  /** a UPC or ISRC is known, so a saver can find it */ hasCode: boolean;
  /** epoch ms */ now: number;
};

function savesAction(dsp: Dsp): ServiceAction {
  const post = `/api/presave/${dsp}`;
  return CAPABILITIES[dsp].permission === 'musickit'
    ? { mode: 'adds', post }
    : { mode: 'saves', post, when: 'at-release' };
}

/** The button that asks a fan for the same permission once more. */
export function reconnectButton(dsp: Dsp): ServiceButton {
  const name = DSP_NAMES[dsp];
  return { dsp, name, label: `Reconnect ${name}`, promise: 'The same one permission, anew', action: savesAction(dsp) };
}

/**
 * Whether a fan can pre-save on this service here, so that a form post made by hand is held to the same rule as the button. Not
 * before a permission given now would last until the release.
 */
export function savingAt(links: ServiceLinks, { deployment, release, hasCode, now }: Situation): Saving {
  const { byLinkOnly } = CAPABILITIES[links.dsp];
  const grantDays = grantDaysOf(links.dsp, deployment);
  const findable = links.uri !== null || (hasCode && !byLinkOnly);
  if (!deployment.savers[links.dsp] || grantDays === null || !findable) return { kind: 'never' };
  const at = savingOpensAt(release, grantDays);
  return now < at ? { kind: 'opens', at } : { kind: 'open' };
}

function saves({ dsp }: ServiceLinks, { deployment, release }: Situation): ServiceButton {
  const name = DSP_NAMES[dsp];
  const action = savesAction(dsp);
  const promise =
    action.mode === 'adds'
      ? `Adds it to your library, now or on ${shortDate(release)}`
      : `${saveWords(dsp).promise} on ${shortDate(release)}`;
  const listed = deployment.savers[dsp] === 'everyone' ? '' : `, for listeners on ${name}’s test list`;
  return { dsp, name, label: `Pre-save on ${name}`, promise: promise + listed, action };
}

function ownPresave(links: ServiceLinks): ServiceButton | null {
  if (!links.countdownUrl) return null;
  const name = DSP_NAMES[links.dsp];
  return {
    dsp: links.dsp,
    name,
    label: `Pre-save in ${name}`,
    promise: `Opens ${name}’s own pre-save page`,
    action: { mode: 'service-presave', href: links.countdownUrl },
  };
}

function opensBefore(links: ServiceLinks): ServiceButton | null {
  if (!links.url) return null;
  const name = DSP_NAMES[links.dsp];
  return {
    dsp: links.dsp,
    name,
    label: `See it on ${name}`,
    promise: `Opens ${name}; nothing is saved`,
    action: { mode: 'opens', href: links.url },
  };
}

const inOrder = (a: { dsp: Dsp }, b: { dsp: Dsp }) => DSPS.indexOf(a.dsp) - DSPS.indexOf(b.dsp);

type Before = { buttons: ServiceButton[]; alsoOn: string[]; openings: Opening[] };

/**
 * The buttons before the release: the best each service really offers here, a save for everyone first, then the service's own
 * pre-save, a save for listed fans, a link. `alsoOn` names the services that have nothing to tap yet, `openings` those whose save
 * would come first but only opens later; the button that stands in for it says so.
 */
export function buttonsBefore(links: readonly ServiceLinks[], situation: Situation): Before {
  const before: Before = { buttons: [], alsoOn: [], openings: [] };
  for (const link of [...links].sort(inOrder)) {
    const own = ownPresave(link);
    const preferred = situation.deployment.savers[link.dsp] === 'everyone' || !own;
    const saving = preferred ? savingAt(link, situation) : ({ kind: 'never' } as const);
    const best = saving.kind === 'open' ? saves(link, situation) : (own ?? opensBefore(link));
    if (saving.kind === 'opens') {
      const day = shortDay(saving.at, null, situation.now);
      const words = `Pre-saving on ${DSP_NAMES[link.dsp]} opens on ${day}`;
      before.openings.push({ dsp: link.dsp, words });
      if (best) best.promise = own ? `${own.promise}. Pre-saving here opens on ${day}` : words;
    }
    if (best) before.buttons.push(best);
    else before.alsoOn.push(DSP_NAMES[link.dsp]);
  }
  return before;
}

/** The listening buttons after the release: one per service whose address is known. */
export function buttonsAfter(links: readonly ServiceLinks[]): ServiceButton[] {
  return [...links].sort(inOrder).flatMap(({ dsp, url }) => {
    const name = DSP_NAMES[dsp];
    return url
      ? [
          {
            dsp,
            name,
            label: `Listen on ${name}`,
            promise: `Opens ${name}`,
            action: { mode: 'opens' as const, href: url },
          },
        ]
      : [];
  });
}
