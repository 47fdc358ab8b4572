import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';

/**
 * How many events this deployment has taken in since `since` (epoch ms, by whole hours) without being able to count them: whatever a
 * report says of those hours is too low by at most that.
 */
export async function eventsLost(since: number, db: Db = database().db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select coalesce(sum(n), 0)::float8 as n from event_losses where at >= date_trunc('hour', ${at(since)}, 'UTC')`);
  return row?.n ?? 0;
}
