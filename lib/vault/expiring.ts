import { and, isNotNull, lt, sql } from 'drizzle-orm';
import { grants } from '../../drizzle/schema/grants';
import type { Queryer } from '../db';

/**
 * How many permissions of a campaign run out before `at` (epoch ms) although their pre-save still waits for it: those fans have to
 * give another one. A service counts on a permission for a time of its own (Spotify's: six months), and a release can be moved
 * beyond that.
 */
export async function expiringBefore(db: Queryer, campaignId: string, at: number): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(grants)
    .innerJoin(sql`presaves p`, sql`p.id = ${grants.presaveId} and p.campaign_id = ${campaignId}::uuid`)
    .where(and(isNotNull(grants.sealed), lt(grants.hardExpiry, at), sql`p.state in ('held', 'saving')`));
  return row?.n ?? 0;
}
