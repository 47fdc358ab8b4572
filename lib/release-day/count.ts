import { sql } from 'drizzle-orm';
import type { Db } from '../db';

/** Counting stops here: whoever sees so many knows that there is more to do. */
export const MOST_COUNTED = 10_000;

/** How many pre-saves of open markets still wait for their save, at most `MOST_COUNTED`. */
export async function countRemaining(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from presaves p
      join market_openings m on m.campaign_id = p.campaign_id and m.dsp = p.dsp and m.market = p.territory and m.opened_at is not null
      join campaigns c on c.id = p.campaign_id and c.release_revision = m.release_revision and (c.ended_at is null or c.ended_at > now())
      where p.state in ('held', 'saving') limit ${MOST_COUNTED}
    ) some`);
  return row?.n ?? 0;
}
