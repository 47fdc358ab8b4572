import { isoInstant } from '../clock';
import { buttonsAfter } from '../domain/buttons-after';
import { buttonsBefore, nextBest } from '../domain/buttons-before';
import { grantDaysOf, type Deployment } from '../domain/deployment';
import type { Artwork, FanPage } from '../domain/fan-page';
import { signsIn } from '../domain/in-app';
import { permissionSentence } from '../domain/permission';
import { nextPhaseChange, phaseAt } from '../domain/phase';
import type { Full } from '../domain/places';
import { momentsByZone } from '../domain/release-moment';
import { dateWords } from '../domain/release-words';
import { reminderOffer } from '../domain/reminder';
import { offerAt, type Situation } from '../domain/saving';
import type { Campaign } from './data';

/** The side lengths (px) in which `lib/media` keeps artwork, unless the artist's file was smaller. */
const ARTWORK = { largePx: 1200, smallPx: 640 };

/** The address of a kept picture. */
export function mediaPath(hash: string): string {
  return `/media/${hash}`;
}

/** A campaign's artwork as a page shows it, or null. */
export function artworkOf({ artworkLarge, artworkSmall }: Campaign): Artwork | null {
  return artworkLarge && artworkSmall
    ? { large: mediaPath(artworkLarge), small: mediaPath(artworkSmall), ...ARTWORK }
    : null;
}

/** What decides which buttons a campaign has at `now` (epoch ms). */
export function situationOf(
  campaign: Campaign,
  deployment: Deployment,
  now: number,
  full: readonly Full[] = [],
): Situation {
  const hasCode = campaign.upc !== null || campaign.isrcs.length > 0;
  return { deployment, release: campaign.release, hasCode, now, full };
}

/**
 * The next instant (epoch ms) at which the page says something else by itself: its phase turns, a service's pre-save opens, or a
 * service that takes nobody more may take somebody again.
 */
export function nextPageChange(
  campaign: Campaign,
  deployment: Deployment,
  now: number,
  full: readonly Full[] = [],
): number | null {
  const turn = nextPhaseChange(campaign, now);
  if (turn === null) return null;
  const situation = situationOf(campaign, deployment, now, full);
  const turns = campaign.services.map(links => {
    const offer = offerAt(links, situation);
    return offer.kind === 'opens' ? offer.at : offer.kind === 'full' ? offer.full.until : null;
  });
  return Math.min(turn, ...turns.filter(at => at !== null));
}

/** What the fan page shows of a campaign at `now` (epoch ms), or null for a draft: to a fan it does not exist. */
export function toFanPage(
  campaign: Campaign,
  deployment: Deployment,
  now: number,
  full: readonly Full[] = [],
): FanPage | null {
  const phase = phaseAt(campaign, now);
  if (phase === 'draft') return null;
  const { release } = campaign;
  const before = buttonsBefore(campaign.services, situationOf(campaign, deployment, now, full));
  const waiting = phase === 'presave' || phase === 'rolling';
  const asked = before.buttons.filter(signsIn).map(({ dsp }) => ({ dsp, days: grantDaysOf(dsp, deployment) ?? 0 }));
  return {
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    kind: campaign.kind,
    about: campaign.about,
    phase,
    release,
    dateWords: dateWords(release),
    dateTime: release.mode === 'instant' ? isoInstant(release.at) : release.date,
    moments: momentsByZone(release),
    artwork: artworkOf(campaign),
    theme: campaign.theme,
    before: waiting ? before.buttons : [],
    permission: waiting ? permissionSentence(asked) : null,
    reminder: waiting ? reminderOffer(campaign.slug, release, before.buttons) : null,
    after: phase === 'presave' ? [] : buttonsAfter(campaign.services),
    alsoOn: waiting ? before.alsoOn : [],
    openings: waiting ? before.openings : [],
    full: waiting ? before.full : [],
    nextBest: waiting ? campaign.services.flatMap(links => nextBest(links) ?? []) : [],
  };
}

/** The share picture's address for the page's phase: once the last midnight has passed it says "out now". */
export function sharePicture(campaign: Campaign, page: FanPage): string | null {
  const hash = page.phase === 'live' || page.phase === 'ended' ? campaign.cardOut : campaign.cardBefore;
  return hash && mediaPath(hash);
}
