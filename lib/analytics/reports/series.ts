import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';
import type { Audience } from '../../domain/audience';
import { isZone } from '../../domain/zone-clock';
import { SUMS } from './sums';

export type SeriesUnit = 'hour' | 'day';

/** One hour or day on the clock of a zone: `at` is when it begins (epoch ms), `label` what the calendar there says. */
export type SeriesPoint = Audience & { at: number; label: string };

/** A chart has no room for more. */
const MOST_POINTS = { hour: 24 * 31, day: 366 };

/**
 * A campaign's numbers by hours or days as the clocks of `zone` have them, from the one that holds `from` to the one that holds `to`
 * (epoch ms), those without anything included. A day on which clocks change has its 23 or 25 hours. At most a month of hours or a year
 * of days, the last ones. Visitors are people a day of UTC, whatever the zone.
 */
export async function readSeries(
  campaignId: string,
  { from, to, unit, zone }: { from: number; to: number; unit: SeriesUnit; zone: string },
  db: Db = database().db,
): Promise<SeriesPoint[]> {
  const place = isZone(zone) ? zone : 'UTC';
  const label = unit === 'hour' ? 'YYYY-MM-DD"T"HH24:MI' : 'YYYY-MM-DD';
  const rows = await db.execute<Audience & { at: number; label: string }>(sql`
    with spans as (
      select distinct date_trunc(${unit}, quarter, ${place}) as begins
      from generate_series(
        greatest(${at(from)}, ${at(to)} - make_interval(${sql.raw(unit === 'hour' ? 'hours' : 'days')} => ${MOST_POINTS[unit] - 1})),
        ${at(to)}, ${sql.raw(unit === 'hour' ? "interval '15 minutes'" : "interval '6 hours'")}
      ) quarter
      union select date_trunc(${unit}, ${at(to)}, ${place})
    ), counted as (
      select date_trunc(${unit}, at, ${place}) as begins, ${SUMS} from audience_quarter_tally
      where campaign_id = ${campaignId}::uuid and at >= (select min(begins) from spans) and at <= ${at(to)}
      group by 1
    )
    select (extract(epoch from s.begins) * 1000)::float8 as at, to_char(s.begins at time zone ${place}, ${label}) as label,
      ${SUMS_OR_NONE}
    from spans s left join counted c using (begins) order by s.begins`);
  return rows.map(row => ({ ...row }));
}

const SUMS_OR_NONE = sql.raw(
  ['views', 'visitors', 'taps', 'reminders', 'presaves', 'doubtful']
    .map(column => `coalesce(c.${column}, 0) as ${column}`)
    .join(', '),
);
