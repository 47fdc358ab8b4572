import { desc, eq, sql } from 'drizzle-orm';
import { preflightRuns } from '../../../drizzle/schema/preflight';
import { database, type Db } from '../../db';
import type { Finding } from '../../domain/preflight';
import type { Acting } from '../../domain/workspace';
import { writeLog } from '../../workspaces/log';
import { holdOwn } from '../own-row';

/** So many runs of a campaign are kept. */
const KEPT = 10;

/** Keeps what a preflight has found, with a line in the log; when (epoch ms), or null for a campaign that is gone meanwhile. */
export async function keepPreflight(
  acting: Acting,
  slug: string,
  findings: Finding[],
  db: Db = database().db,
): Promise<number | null> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return null;
    const [kept] = await tx
      .insert(preflightRuns)
      .values({ campaignId: own.id, findings })
      .returning({ at: preflightRuns.at });
    const newest = tx
      .select({ id: preflightRuns.id })
      .from(preflightRuns)
      .where(eq(preflightRuns.campaignId, own.id))
      .orderBy(desc(preflightRuns.id))
      .limit(KEPT);
    await tx
      .delete(preflightRuns)
      .where(sql`${preflightRuns.campaignId} = ${own.id}::uuid and ${preflightRuns.id} not in ${newest}`);
    await writeLog(tx, acting, 'campaign.rehearsed', own.title);
    return kept?.at ?? null;
  });
}
