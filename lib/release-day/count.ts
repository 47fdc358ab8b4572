import { sql } from 'drizzle-orm';
import type { Db } from '../db';

/** How many pre-saves of open markets still wait for their save. Read from the counts the database keeps. */
export async function countRemaining(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select coalesce(sum(t.n), 0)::int as n from presave_tally t
    join market_openings m on m.campaign_id = t.campaign_id and m.dsp = t.dsp and m.market = t.territory and m.opened_at is not null
    join campaigns c on c.id = t.campaign_id and c.release_revision = m.release_revision and (c.ended_at is null or c.ended_at > now())
    where t.state in ('held', 'saving')`);
  return row?.n ?? 0;
}
