import { and, desc, eq, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { database, type Db } from '../db';
import type { CampaignCounts } from '../domain/desk-words';
import type { PresaveState } from '../domain/presave-state';
import type { WorkspaceId } from '../domain/workspace';
import { findCampaign, toCampaign, type Campaign } from './data';

/** A campaign with what its row on the dashboard counts. */
export type ListedCampaign = { campaign: Campaign; counts: CampaignCounts };

/** The campaigns of a workspace, newest first, without their services. Counts are the database's own: nobody's rows are read. */
export async function listOwnCampaigns(workspace: WorkspaceId, db: Db = database().db): Promise<ListedCampaign[]> {
  const tally = db
    .select({
      campaignId: sql<string>`campaign_id`.as('campaign_id'),
      presaves: sql<number>`coalesce(sum(n) filter (where state <> 'withdrawn'), 0)::float8`.as('presaves'),
      due: sql<number>`coalesce(sum(n) filter (where state not in ('withdrawn', 'expired')), 0)::float8`.as('due'),
      saved: sql<number>`coalesce(sum(n) filter (where state = 'saved'), 0)::float8`.as('saved'),
    })
    .from(sql`presave_tally`)
    .where(sql`campaign_id in (select id from campaigns where workspace_id = ${workspace}::uuid)`)
    .groupBy(sql`campaign_id`)
    .as('tally');
  const seen = db
    .select({ seenId: sql<string>`campaign_id`.as('seen_id'), visits: sql<number>`views::float8`.as('visits') })
    .from(sql`audience_counts`)
    .where(sql`dimension = 'all' and campaign_id in (select id from campaigns where workspace_id = ${workspace}::uuid)`)
    .as('seen');
  const rows = await db
    .select({ row: campaigns, presaves: tally.presaves, due: tally.due, saved: tally.saved, visits: seen.visits })
    .from(campaigns)
    .leftJoin(tally, eq(tally.campaignId, campaigns.id))
    .leftJoin(seen, eq(seen.seenId, campaigns.id))
    .where(eq(campaigns.workspaceId, workspace))
    .orderBy(desc(campaigns.createdAt));
  return rows.map(({ row, presaves, due, saved, visits }) => ({
    campaign: toCampaign(row, []),
    counts: { presaves: presaves ?? 0, due: due ?? 0, saved: saved ?? 0, visits },
  }));
}

/** The workspace's own campaign at an address, drafts included. Somebody else's is as good as none: null. */
export async function findOwnCampaign(
  workspace: WorkspaceId,
  slug: string,
  db: Db = database().db,
): Promise<Campaign | null> {
  const [own] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), eq(campaigns.workspaceId, workspace)));
  return own ? findCampaign(slug, db) : null;
}

/** A campaign's pre-saves by their state, the most first; none for a campaign of somebody else's. */
export async function countOwnPresaves(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): Promise<{ state: PresaveState; n: number }[]> {
  const rows = await db.execute<{ state: PresaveState; n: number }>(sql`
    select t.state, sum(t.n)::float8 as n from presave_tally t join campaigns c on c.id = t.campaign_id
    where c.id = ${campaignId}::uuid and c.workspace_id = ${workspace}::uuid group by 1 order by 2 desc`);
  return rows.map(({ state, n }) => ({ state, n }));
}
