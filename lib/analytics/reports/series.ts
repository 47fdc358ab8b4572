import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';
import { NO_AUDIENCE, type Audience } from '../../domain/audience';
import { isZone } from '../../domain/zone-clock';
import { SUMS } from './sums';
import { between, readUntil } from './until';

export type SeriesUnit = 'hour' | 'day';

/** One hour or day on the clock of a zone: `at` is when it begins (epoch ms), `label` what the calendar there says. */
export type SeriesPoint = Audience & { at: number; label: string };

/** A chart has no room for more. */
const MOST_POINTS = { hour: 24 * 31, day: 366 };
const QUARTER_MS = 15 * 60_000;

type Span = { at: number; label: string };

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
  const spans = await db.execute<Span>(sql`
    select (extract(epoch from begins) * 1000)::float8 as at, to_char(begins at time zone ${place}, ${label}) as label
    from (
      select distinct date_trunc(${unit}, quarter, ${place}) as begins
      from generate_series(
        greatest(${at(from)}, ${at(to)} - make_interval(${sql.raw(unit === 'hour' ? 'hours' : 'days')} => ${MOST_POINTS[unit] - 1})),
        ${at(to)}, ${sql.raw(unit === 'hour' ? "interval '15 minutes'" : "interval '6 hours'")}
      ) quarter
      union select date_trunc(${unit}, ${at(to)}, ${place})
    ) spans order by begins`);
  const end = Math.floor(to / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  return unit === 'day' ? readDays(campaignId, spans, end, db) : readHours(campaignId, spans, end, db);
}

async function readDays(campaignId: string, spans: readonly Span[], end: number, db: Db): Promise<SeriesPoint[]> {
  const untils = await readUntil(campaignId, [...spans.map(span => span.at), end], db);
  return spans.map((span, i) => ({ ...between(untils[i] ?? NO_AUDIENCE, untils[i + 1] ?? NO_AUDIENCE), ...span }));
}

/** Hours begin a whole number of hours from the first, also on the day on which clocks change. */
async function readHours(campaignId: string, spans: readonly Span[], end: number, db: Db): Promise<SeriesPoint[]> {
  const first = spans[0]?.at ?? end;
  const rows = await db.execute<Audience & { at: number }>(sql`
    select (extract(epoch from date_bin('1 hour', at, ${at(first)})) * 1000)::float8 as at, ${SUMS} from audience_quarter_tally
    where campaign_id = ${campaignId}::uuid and at >= ${at(first)} and at < ${at(end)} group by 1`);
  const byHour = new Map(rows.map(row => [row.at, row]));
  return spans.map(span => ({ ...NO_AUDIENCE, ...byHour.get(span.at), ...span }));
}
