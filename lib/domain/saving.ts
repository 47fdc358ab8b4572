import { CAPABILITIES } from './capability';
import { grantDaysOf, type Deployment } from './deployment';
import { DSPS, type Dsp } from './dsp';
import { savingOpensAt, type Saving } from './grant-life';
import type { Full } from './places';
import type { Release } from './release';

/** Where one campaign is on one service. */
export type ServiceLinks = { dsp: Dsp; url: string | null; uri: string | null; countdownUrl: string | null };

/** In the order in which a page lists services. */
export const inServiceOrder = (a: { dsp: Dsp }, b: { dsp: Dsp }) => DSPS.indexOf(a.dsp) - DSPS.indexOf(b.dsp);

/** What decides whether a campaign can be saved here, and which buttons it has. */
export type Situation = {
  deployment: Deployment;
  release: Release;
  /** a UPC or ISRC is known, so a saver can find it */ hasCode: boolean;
  /** epoch ms */ now: number;
  /** services that take nobody more for now: the next fan gets the next best */ full?: readonly Full[];
};

/**
 * Whether this deployment saves a campaign on a service, whoever asks: also for a fan who has a place already. Not before a
 * permission given now would last until the release.
 */
export function savingAt(links: ServiceLinks, { deployment, release, hasCode, now }: Situation): Saving {
  const { byLinkOnly } = CAPABILITIES[links.dsp];
  const grantDays = grantDaysOf(links.dsp, deployment);
  const findable = links.uri !== null || (hasCode && !byLinkOnly);
  if (!deployment.savers[links.dsp] || grantDays === null || !findable) return { kind: 'never' };
  const at = savingOpensAt(release, grantDays);
  return now < at ? { kind: 'opens', at } : { kind: 'open' };
}

/** What the next fan is offered on a service: a pre-save, now or later, or none because nobody more is taken for now. */
export type Offer = Saving | { kind: 'full'; full: Full };

/** What the next fan is offered, so that a form post made by hand is held to the same rule as the button. */
export function offerAt(links: ServiceLinks, situation: Situation): Offer {
  const saving = savingAt(links, situation);
  const full = situation.full?.find(({ dsp, until }) => dsp === links.dsp && (until === null || until > situation.now));
  return full && saving.kind === 'open' ? { kind: 'full', full } : saving;
}

/**
 * What a fan with a place is offered, to give the permission anew: nothing stands in the way but a service that answers nobody, which
 * could not be asked whose permission it is.
 */
export function renewalAt(links: ServiceLinks, situation: Situation): Offer {
  return offerAt(links, { ...situation, full: situation.full?.filter(({ why }) => why === 'quota') });
}
