import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { workspaces } from '../../drizzle/schema/workspaces';
import type { Db } from '../db';
import { writeLog } from '../workspaces/log';

export type Given =
  | { kind: 'given'; workspace: string }
  | { kind: 'unknown_campaign' }
  | { kind: 'unknown_workspace' }
  | { kind: 'given_before' };

/**
 * Gives a campaign that was made on the operator's command line to a workspace. One that has a workspace stays there: nothing
 * moves between workspaces.
 */
export async function giveCampaign(db: Db, slug: string, workspaceId: string): Promise<Given> {
  return db.transaction(async tx => {
    const [workspace] = await tx
      .select()
      .from(workspaces)
      .where(sql`${workspaces.id}::text = ${workspaceId}`);
    if (!workspace) return { kind: 'unknown_workspace' };
    const [given] = await tx
      .update(campaigns)
      .set({ workspaceId: workspace.id, updatedAt: sql`now()` })
      .where(and(eq(campaigns.slug, slug), isNull(campaigns.workspaceId)))
      .returning({ title: campaigns.title });
    if (given) {
      await writeLog(tx, { workspace: workspace.id, user: null }, 'campaign.given', given.title);
      return { kind: 'given', workspace: workspace.name };
    }
    const [known] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.slug, slug));
    return { kind: known ? 'given_before' : 'unknown_campaign' };
  });
}
