import { DSP_NAMES, DSPS, type Dsp } from './dsp';
import type { ServiceButton } from './fan-page';

/** How a DSP can be asked to save: by one OAuth permission per fan, or not at all. */
export type Permission = 'oauth' | 'none';

/** What a DSP's own rules allow, whatever this deployment has. Sources: each service's API reference. */
export type CapabilityRow = {
  permission: Permission;
  /** the one scope asked for */
  scope: string | null;
  /** for how many days after consent a grant is counted on; null: no grant */
  grantDays: number | null;
  /** whether the service has a pre-save page of its own that an artist can link to */
  ownPresave: boolean;
};

const LINK_ONLY: CapabilityRow = { permission: 'none', scope: null, grantDays: null, ownPresave: false };

/**
 * One row per service. Spotify: scope and route from the Web API reference (Save to library), six months from the authorization, of which 180 days are counted on
 * ("Introducing refresh token expiration", June 2026), Countdown Pages from Spotify for Artists.
 */
export const CAPABILITIES: Record<Dsp, CapabilityRow> = {
  spotify: { permission: 'oauth', scope: 'user-library-modify', grantDays: 180, ownPresave: true },
  appleMusic: LINK_ONLY,
  deezer: LINK_ONLY,
  tidal: LINK_ONLY,
  soundcloud: LINK_ONLY,
  youtubeMusic: LINK_ONLY,
  amazonMusic: LINK_ONLY,
  boomplay: LINK_ONLY,
  audiomack: LINK_ONLY,
};

/** What this deployment can do for a service that saves: for everyone, or only for listed fans. */
export type SaverReach = 'everyone' | 'listed';

/** The services this deployment saves on. Computed from its configuration, never from a logo. */
export type Deployment = { savers: Partial<Record<Dsp, SaverReach>> };

/** Where one campaign is on one service. */
export type ServiceLinks = { dsp: Dsp; url: string | null; uri: string | null; countdownUrl: string | null };

type Situation = {
  deployment: Deployment;
  /** "12 December" */ shortDate: string;
  /** a UPC or ISRC is known, so a saver can find it */ hasCode: boolean;
};

const savesAction = (dsp: Dsp) => ({ mode: 'saves', post: `/api/presave/${dsp}`, when: 'at-release' }) as const;

/** The button that asks a fan for the same permission once more. */
export function reconnectButton(dsp: Dsp): ServiceButton {
  const name = DSP_NAMES[dsp];
  return { dsp, name, label: `Reconnect ${name}`, promise: 'The same one permission, anew', action: savesAction(dsp) };
}

function saves(links: ServiceLinks, { deployment, shortDate, hasCode }: Situation): ServiceButton | null {
  const reach = deployment.savers[links.dsp];
  if (!reach || !(links.uri || links.url || hasCode)) return null;
  const name = DSP_NAMES[links.dsp];
  const promise =
    reach === 'everyone'
      ? `Saves it to your library on ${shortDate}`
      : `Saves it to your library on ${shortDate}, for listeners on ${name}’s test list`;
  return {
    dsp: links.dsp,
    name,
    label: `Pre-save on ${name}`,
    promise,
    action: savesAction(links.dsp),
  };
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

/**
 * The buttons before the release: the best each service really offers here, a save for everyone first, then the service's own
 * pre-save, a save for listed fans, a link. `alsoOn` names the services that have nothing to tap yet.
 */
export function buttonsBefore(
  links: readonly ServiceLinks[],
  situation: Situation,
): { buttons: ServiceButton[]; alsoOn: string[] } {
  const buttons: ServiceButton[] = [];
  const alsoOn: string[] = [];
  for (const link of [...links].sort(inOrder)) {
    const saver = saves(link, situation);
    const everyone = situation.deployment.savers[link.dsp] === 'everyone';
    const best = (everyone ? saver : null) ?? ownPresave(link) ?? saver ?? opensBefore(link);
    if (best) buttons.push(best);
    else alsoOn.push(DSP_NAMES[link.dsp]);
  }
  return { buttons, alsoOn };
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

/** Whether a fan can pre-save on this service here, so that a form post made by hand is held to the same rule as the button. */
export function canSave(links: ServiceLinks, situation: Situation): boolean {
  return saves(links, situation) !== null;
}
