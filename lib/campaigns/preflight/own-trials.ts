import { and, eq } from 'drizzle-orm';
import { campaigns } from '../../../drizzle/schema/campaigns';
import { ownTrials } from '../../../drizzle/schema/preflight';
import { database, type Db } from '../../db';
import type { OwnTrial } from '../../domain/preflight';
import type { WorkspaceId } from '../../domain/workspace';

/** The last trial of each service on a workspace's own campaign. */
export async function ownTrialsOf(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): Promise<OwnTrial[]> {
  return db
    .select({ dsp: ownTrials.dsp, at: ownTrials.at, found: ownTrials.found })
    .from(ownTrials)
    .innerJoin(campaigns, eq(campaigns.id, ownTrials.campaignId))
    .where(and(eq(ownTrials.campaignId, campaignId), eq(campaigns.workspaceId, workspace)));
}
