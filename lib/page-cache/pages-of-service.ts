import { sql, type SQL } from 'drizzle-orm';
import type { Queryer } from '../db';
import { invalidatePages } from './notify';

/** So far apart (days) two releases may be and have a day of some service in common. */
const NEAR_DAYS = 3;
/** The page before a release, and through its last midnight. */
const OVER_DAYS = 3;

/** Has every instance forget the pages of all public campaigns on a service whose release is still to come, or is coming out. */
export async function invalidatePagesOn(db: Queryer, dsp: string): Promise<void> {
  await invalidateWhere(
    db,
    dsp,
    sql`c.release_at > now() - make_interval(days => ${OVER_DAYS})
      or c.release_date > (now() at time zone 'UTC' - make_interval(days => ${OVER_DAYS}))::date`,
  );
}

/** The same for those whose release is so near to one of these campaigns' that some fans of both are saved on the same day. */
export async function invalidatePagesNear(db: Queryer, dsp: string, campaignIds: readonly string[]): Promise<void> {
  const [span] = await db.execute<{ first: string | null; last: string | null }>(sql`
    select min(day)::text as first, max(day)::text as last from (
      select coalesce(release_date, (release_at at time zone 'UTC')::date) as day from campaigns
      where id = any(${sql.param(campaignIds)}::uuid[])
    ) days`);
  if (!span?.first) return;
  const first = sql`(${span.first}::date - ${NEAR_DAYS}::int)`;
  const last = sql`(${span.last}::date + ${NEAR_DAYS}::int)`;
  const startOf = (day: SQL) => sql`(${day}::timestamp at time zone 'UTC')`;
  await invalidateWhere(
    db,
    dsp,
    sql`c.release_date between ${first} and ${last}
      or c.release_at between ${startOf(first)} and ${startOf(last)}`,
  );
}

async function invalidateWhere(db: Queryer, dsp: string, isMeant: SQL): Promise<void> {
  const rows = await db.execute<{ slug: string }>(sql`
    select c.slug from campaigns c join campaign_services s on s.campaign_id = c.id and s.dsp = ${dsp}
    where c.published_at is not null and (c.ended_at is null or c.ended_at > now()) and (${isMeant})`);
  await invalidatePages(
    db,
    rows.map(row => row.slug),
  );
}
