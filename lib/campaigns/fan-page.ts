import { isoInstant } from '../clock';
import { buttonsAfter, buttonsBefore, type Deployment } from '../domain/capability';
import type { Artwork, FanPage } from '../domain/fan-page';
import { phaseAt } from '../domain/phase';
import { momentsByZone } from '../domain/release-moment';
import { dateWords, shortDate } from '../domain/release-words';
import type { Campaign } from './data';

/** The side lengths (px) in which `lib/media` keeps artwork, unless the artist's file was smaller. */
const ARTWORK = { largePx: 1200, smallPx: 640 };

/** The address of a kept picture. */
export function mediaPath(hash: string): string {
  return `/media/${hash}`;
}

function artworkOf({ artworkLarge, artworkSmall }: Campaign): Artwork | null {
  return artworkLarge && artworkSmall
    ? { large: mediaPath(artworkLarge), small: mediaPath(artworkSmall), ...ARTWORK }
    : null;
}

/** What the fan page shows of a campaign at `now` (epoch ms), or null for a draft: to a fan it does not exist. */
export function toFanPage(campaign: Campaign, deployment: Deployment, now: number): FanPage | null {
  const phase = phaseAt(campaign, now);
  if (phase === 'draft') return null;
  const { release } = campaign;
  const before = buttonsBefore(campaign.services, {
    deployment,
    shortDate: shortDate(release),
    hasCode: campaign.upc !== null || campaign.isrcs.length > 0,
  });
  const waiting = phase === 'presave' || phase === 'rolling';
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
    after: phase === 'presave' ? [] : buttonsAfter(campaign.services),
    alsoOn: waiting ? before.alsoOn : [],
  };
}

/** The share picture's address for the page's phase: once the last midnight has passed it says "out now". */
export function sharePicture(campaign: Campaign, page: FanPage): string | null {
  const hash = page.phase === 'live' || page.phase === 'ended' ? campaign.cardOut : campaign.cardBefore;
  return hash && mediaPath(hash);
}
