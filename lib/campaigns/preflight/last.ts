import { and, desc, eq } from 'drizzle-orm';
import { campaigns } from '../../../drizzle/schema/campaigns';
import { preflightRuns } from '../../../drizzle/schema/preflight';
import { database, type Db } from '../../db';
import type { Finding } from '../../domain/preflight';
import type { WorkspaceId } from '../../domain/workspace';

/** A run as it was kept: when (epoch ms), what every check found, and those of them that fail. */
export type KeptPreflight = { at: number; findings: Finding[]; failing: Finding[] };

/**
 * The last preflight of a workspace's own campaign; null: there was none, or it is somebody else's. For whoever publishes: where
 * `failing` is not empty, name its titles and ask once more. A run older than the last change says little, so compare `at` with the
 * campaign's `updatedAt`.
 */
export async function lastPreflight(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): Promise<KeptPreflight | null> {
  const [run] = await db
    .select({ at: preflightRuns.at, findings: preflightRuns.findings })
    .from(preflightRuns)
    .innerJoin(campaigns, eq(campaigns.id, preflightRuns.campaignId))
    .where(and(eq(preflightRuns.campaignId, campaignId), eq(campaigns.workspaceId, workspace)))
    .orderBy(desc(preflightRuns.id))
    .limit(1);
  return run ? { ...run, failing: run.findings.filter(({ state }) => state === 'fail') } : null;
}
