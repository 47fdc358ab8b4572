import { CAPABILITIES } from './capability';
import { grantDaysOf, type Deployment } from './deployment';
import { DSPS, type Dsp } from './dsp';
import { savingOpensAt, type Saving } from './grant-life';
import type { Release } from './release';

/** Where one campaign is on one service. */
export type ServiceLinks = { dsp: Dsp; url: string | null; uri: string | null; countdownUrl: string | null };

/** In the order in which a page lists services. */
export const inServiceOrder = (a: { dsp: Dsp }, b: { dsp: Dsp }) => DSPS.indexOf(a.dsp) - DSPS.indexOf(b.dsp);

/** A service that takes nobody more for now. `until` (epoch ms): when it does again by itself; null: when a place comes free. */
export type Full = { dsp: Dsp; until: number | null };

/** What decides whether a campaign can be saved here, and which buttons it has. */
export type Situation = {
  deployment: Deployment;
  release: Release;
  /** a UPC or ISRC is known, so a saver can find it */ hasCode: boolean;
  /** epoch ms */ now: number;
  /** services whose places are taken: the next fan gets the next best */ full?: readonly Full[];
};

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
