import type { Full } from '../domain/places';
import { log } from '../log';
import { findCampaign, type Campaign } from './data';
import { readFull, type PlacesAsked } from './places';

const MAX_REMEMBERED = 2_000;

type Remembered = { campaign: Campaign; full: readonly Full[] };

/** The campaigns this process has shown, for the time a database is away; on `globalThis` because a build may load this file twice. */
const holder = globalThis as typeof globalThis & { upbeatRemembered?: Map<string, Remembered> };
const remembered: Map<string, Remembered> = (holder.upbeatRemembered ??= new Map());

function remember(slug: string, shown: Remembered): void {
  remembered.delete(slug);
  remembered.set(slug, shown);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MAX_REMEMBERED) break;
    remembered.delete(oldest);
  }
}

/** The campaign at an address, drafts included, or null. While the database is away, as it was when last asked for; throws without that. */
export async function findOrRemember(slug: string): Promise<Campaign | null> {
  try {
    const campaign = await findCampaign(slug);
    if (campaign) remember(slug, { campaign, full: remembered.get(slug)?.full ?? [] });
    else remembered.delete(slug);
    return campaign;
  } catch (error) {
    const known = remembered.get(slug);
    if (!known) throw error;
    log.error('campaign.load', error, { slug });
    return known.campaign;
  }
}

/** The services of a campaign that take nobody more. While the database is away, those that did not when it was last asked. */
export async function fullOrRemember(campaign: Campaign, asked: PlacesAsked): Promise<readonly Full[]> {
  try {
    const full = await readFull(campaign, asked);
    remember(campaign.slug, { campaign, full });
    return full;
  } catch (error) {
    log.error('campaign.places', error, { slug: campaign.slug });
    return remembered.get(campaign.slug)?.full ?? [];
  }
}
