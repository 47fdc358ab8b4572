import { sql } from 'drizzle-orm';
import type { Queryer } from '../db';
import { invalidatePages } from './notify';

/** A notification holds 8,000 bytes. */
const AT_ONCE = 80;
const MOST = 400;

/** Has every instance forget the pages of public campaigns on one service whose release is still to come, the nearest first. */
export async function invalidatePagesOn(db: Queryer, dsp: string): Promise<void> {
  const rows = await db.execute<{ slug: string }>(sql`
    select c.slug from campaigns c join campaign_services s on s.campaign_id = c.id and s.dsp = ${dsp}
    where c.published_at is not null and coalesce(c.release_at, c.release_date::timestamp at time zone 'UTC') > now() - interval '2 days'
    order by coalesce(c.release_at, c.release_date::timestamp at time zone 'UTC') limit ${MOST}`);
  for (let i = 0; i < rows.length; i += AT_ONCE)
    await invalidatePages(
      db,
      rows.slice(i, i + AT_ONCE).map(row => row.slug),
    );
}
