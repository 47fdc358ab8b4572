import { log } from '../log';
import { findCampaign, type Campaign } from './data';

const MAX_REMEMBERED = 2_000;

/** The campaigns this process has shown, for the time a database is away; on `globalThis` because a build may load this file twice. */
const holder = globalThis as typeof globalThis & { upbeatRemembered?: Map<string, Campaign> };
const remembered: Map<string, Campaign> = (holder.upbeatRemembered ??= new Map());

/** The campaign at an address, drafts included, or null. While the database is away, as it was when last asked for; throws without that. */
export async function findOrRemember(slug: string): Promise<Campaign | null> {
  try {
    const campaign = await findCampaign(slug);
    remembered.delete(slug);
    if (campaign) remembered.set(slug, campaign);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MAX_REMEMBERED) break;
      remembered.delete(oldest);
    }
    return campaign;
  } catch (error) {
    const known = remembered.get(slug);
    if (!known) throw error;
    log.error('campaign.load', error, { slug });
    return known;
  }
}
