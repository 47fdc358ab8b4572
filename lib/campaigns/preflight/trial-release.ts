import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../../drizzle/schema/campaigns';
import { database, type Db } from '../../db';
import type { Dsp } from '../../domain/dsp';
import { phaseAt } from '../../domain/phase';
import type { WorkspaceId } from '../../domain/workspace';
import { toCampaign, type Campaign } from '../data';

/** A release of the workspace's own that is out on a service, to try a save with: this campaign's, else the newest other's; or null. */
export async function releaseToTry(
  workspace: WorkspaceId,
  campaign: Campaign,
  dsp: Dsp,
  now: number,
  db: Db = database().db,
): Promise<string | null> {
  const rows = await db
    .select({ row: campaigns, url: campaignServices.url })
    .from(campaignServices)
    .innerJoin(campaigns, eq(campaigns.id, campaignServices.campaignId))
    .where(and(eq(campaigns.workspaceId, workspace), eq(campaignServices.dsp, dsp), isNotNull(campaignServices.url)))
    .orderBy(desc(sql`${campaigns.id} = ${campaign.id}`), desc(campaigns.createdAt))
    .limit(200);
  return rows.find(({ row }) => phaseAt(toCampaign(row, []), now) === 'live')?.url ?? null;
}
