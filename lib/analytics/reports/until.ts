import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import { NO_AUDIENCE, type Audience } from '../../domain/audience';
import { SUMS } from './sums';

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

type Row = Audience & { part: 'day' | 'edge' | 'fresh'; at: number };

/**
 * All that a campaign had done by each of some instants (epoch ms, taken back to the quarter of an hour they lie in). Whole days of UTC
 * come from the sums of days, and what is left until the instant, or too much after it, from quarters of an hour: at most twelve hours
 * of them for each, however many days there are. One statement, so that the parts are of one moment.
 */
export async function readUntil(
  campaignId: string,
  instants: readonly number[],
  db: Db = database().db,
): Promise<Audience[]> {
  const bounds = instants.map(instant => {
    const at = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
    return { at, midnight: Math.round(at / DAY_MS) * DAY_MS };
  });
  const edges = bounds.filter(({ at, midnight }) => at !== midnight);
  const rows = await db.execute<Row>(sql`
    select 'day' as part, extract(epoch from day)::float8 * 1000 as at, ${SUMS}
    from audience_day_counts where campaign_id = ${campaignId}::uuid and dimension = 'all' group by 2
    union all
    select 'edge', b.at, q.* from jsonb_to_recordset(${JSON.stringify(edges)}::text::jsonb) as b(at float8, midnight float8)
    cross join lateral (
      select ${SUMS} from audience_quarter_counts q where q.campaign_id = ${campaignId}::uuid
        and q.at >= to_timestamp(least(b.at, b.midnight) / 1000) and q.at < to_timestamp(greatest(b.at, b.midnight) / 1000)
    ) q
    union all
    select 'fresh', extract(epoch from date_bin('15 minutes', at, 'epoch'))::float8 * 1000, 0, 0, 0, 0,
      sum(n)::float8, coalesce(sum(n) filter (where doubt <> ''), 0)::float8
    from arrival_count_deltas where campaign_id = ${campaignId}::uuid group by 2`);
  const edgeAt = new Map(rows.filter(({ part }) => part === 'edge').map(row => [row.at, row]));
  return bounds.map(({ at, midnight }) => {
    const sums = { ...NO_AUDIENCE };
    for (const row of rows) {
      if (row.part === 'day' && row.at < midnight) add(sums, row, 1);
      if (row.part === 'fresh' && row.at < at) add(sums, row, 1);
    }
    const edge = edgeAt.get(at);
    if (edge) add(sums, edge, at > midnight ? 1 : -1);
    return sums;
  });
}

/** What came between two of them. */
export function between(from: Audience, to: Audience): Audience {
  const sums = { ...to };
  add(sums, from, -1);
  return sums;
}

function add(sums: Audience, more: Audience, times: 1 | -1): void {
  for (const key of ['views', 'visitors', 'taps', 'reminders', 'presaves', 'doubtful'] as const)
    sums[key] += times * more[key];
}
