import { sql } from 'drizzle-orm';
import { database, type Db } from '../db';
import type { WorkspaceId } from '../domain/workspace';
import { expiringBefore } from '../vault/expiring';

/** Permissions that wait for a release: how many, how many have been tried ahead of it, and how many run out before it. */
export type Ahead = { held: number; tried: number; expiring: number };

/** The permissions that wait for a campaign of the workspace, which is out everywhere at `at` (epoch ms); of somebody else's, none. */
export async function permissionsAhead(
  workspace: WorkspaceId,
  campaignId: string,
  at: number,
  db: Db = database().db,
): Promise<Ahead> {
  const [row] = await db.execute<{ held: number; tried: number }>(sql`
    select count(*)::int as held, (count(*) filter (where p.readiness > 0))::int as tried
    from campaigns c join presaves p on p.campaign_id = c.id and p.state = 'held'
    where c.id = ${campaignId}::uuid and c.workspace_id = ${workspace}::uuid`);
  const { held, tried } = row ?? { held: 0, tried: 0 };
  return { held, tried, expiring: held === 0 ? 0 : await expiringBefore(db, campaignId, at) };
}
