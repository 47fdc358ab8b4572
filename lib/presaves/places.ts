import { sql } from 'drizzle-orm';
import { at, type Queryer } from '../db';
import type { Dsp } from '../domain/dsp';
import { ON_THE_DAY, type QuotaDay } from '../domain/places';
import { releaseMoment } from '../domain/release-moment';

/** Somebody whose own pre-save is not counted; null: everybody's is. */
type Except = string | null;

/** How many accounts beside `except` have pre-saved a campaign on a service; more than `most` are not counted. */
export async function accountsOn(
  db: Queryer,
  { campaignId, dsp, except, most }: { campaignId: string; dsp: Dsp; except: Except; most: number },
): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select from presaves where campaign_id = ${campaignId}::uuid and dsp = ${dsp}
        and account_key <> coalesce(${except}::text, '') limit ${most}
    ) counted`);
  return row?.n ?? 0;
}

type Group = { release_date: string | null; release_ms: number | null; territory: string; n: number };

/**
 * How many pre-saves of all campaigns fall due on a day of a service. A date is some midnight from fourteen hours before its own in
 * UTC to twelve after it, so the bounds on dates are coarse, and the moment of each territory decides.
 */
export async function savesOn(db: Queryer, dsp: Dsp, day: QuotaDay): Promise<number> {
  const groups = await db.execute<Group>(sql`
    select c.release_date::text as release_date, (extract(epoch from c.release_at) * 1000)::float8 as release_ms, p.territory,
      count(*)::int as n
    from campaigns c join presaves p on p.campaign_id = c.id and p.dsp = ${dsp}
      and p.state = any(${sql.param(ON_THE_DAY)}::text[])
    where (c.release_at >= ${at(day.from)} and c.release_at < ${at(day.to)})
      or c.release_date between ((${at(day.from)} at time zone 'UTC') - interval '12 hours')::date
        and ((${at(day.to)} at time zone 'UTC') + interval '14 hours')::date
    group by c.release_date, c.release_at, p.territory`);
  return groups.filter(group => isWithin(day, momentOf(group))).reduce((sum, { n }) => sum + n, 0);
}

function momentOf({ release_date: date, release_ms: ms, territory }: Group): number {
  return date === null ? (ms ?? Number.NaN) : releaseMoment({ mode: 'local-midnight', date }, territory);
}

const isWithin = ({ from, to }: QuotaDay, moment: number) => from <= moment && moment < to;
