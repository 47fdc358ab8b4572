import { sql } from 'drizzle-orm';
import { database, type Db } from '../db';
import type { Outcomes } from '../domain/outcome';
import type { WorkspaceId } from '../domain/workspace';

/** A campaign with what became of its release; `presaves` are those without doubt. */
export type Run = { id: string; slug: string; title: string; presaves: number; outcomes: Outcomes };

/** The workspace's public campaigns and what became of each, the newest first. Sums and what was typed in: nobody's rows are read. */
export async function listRuns(workspace: WorkspaceId, db: Db = database().db): Promise<Run[]> {
  const rows = await db.execute<Run>(sql`
    select c.id, c.slug, c.title,
      coalesce((select sum(t.presaves - t.doubtful) from audience_tally t
        where t.campaign_id = c.id and t.dimension = 'all'), 0)::float8 as presaves,
      coalesce((select json_object_agg(o.what, o.value) from outcomes o where o.campaign_id = c.id), '{}') as outcomes
    from campaigns c where c.workspace_id = ${workspace}::uuid and c.published_at is not null
    order by c.created_at desc, c.id`);
  return rows.map(row => ({ ...row }));
}
