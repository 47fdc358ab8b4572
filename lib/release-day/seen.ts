import { sql } from 'drizzle-orm';
import type { Db } from '../db';

/** Notes that somebody is draining, for the preflight that looks for it. Once in ten seconds is enough: workers share the row. */
export async function noteDrain(db: Db): Promise<void> {
  await db.execute(sql`
    insert into drain_seen (one, at) values (true, clock_timestamp())
    on conflict (one) do update set at = excluded.at where drain_seen.at < clock_timestamp() - interval '10 seconds'`);
}
