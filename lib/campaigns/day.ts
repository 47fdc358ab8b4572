import { database, type Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { WorkspaceId } from '../domain/workspace';
import type { Campaign } from './data';
import { readFoundLinks, type FoundLink } from './found-links';
import { findOwnCampaign } from './of-workspace';
import { readProgress, recentRates, type Progress } from './progress';

/** A release day as it stands. `rates`: saves per second, of the services that saved lately; none when they were not asked for. */
export type Day = { campaign: Campaign; progress: Progress; rates: ReadonlyMap<Dsp, number>; found: FoundLink[] };

/**
 * Where the release day of a workspace's own campaign stands; null for somebody else's. Cheap enough for every second, whatever the
 * number of pre-saves: from counts. `rates` costs more, while something is being saved: the newest lines of the ledger.
 */
export async function readDay(
  workspace: WorkspaceId,
  slug: string,
  { rates }: { rates: boolean },
  db: Db = database().db,
): Promise<Day | null> {
  const campaign = await findOwnCampaign(workspace, slug, db);
  if (!campaign) return null;
  const progress = await readProgress(db, campaign);
  const isBusy = progress.services.some(({ open }) => open > 0);
  return {
    campaign,
    progress,
    rates: rates && isBusy ? await recentRates(db, campaign.id) : new Map(),
    found: await readFoundLinks(db, campaign.id),
  };
}
