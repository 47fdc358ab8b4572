import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import type { Audience, Dimension } from '../../domain/audience';
import { SUMS } from './sums';

/**
 * One value of a dimension: a channel's code (`''`: the address named none, `'*'`: all that had no place of their own), a country, a
 * device, an app, a service, a way.
 */
export type BreakdownLine = Audience & { value: string };

/** By what numbers can be split. A pre-save keeps no device and no app, so there `presaves` is 0 throughout. */
export type Split = Exclude<Dimension, 'all' | 'doubt'>;

/**
 * A campaign's numbers by one dimension, the largest first: by pre-saves, then taps, then views. With `days` only its last so many
 * days (UTC, today included).
 */
export async function readBreakdown(
  campaignId: string,
  { by, days }: { by: Split; days?: number },
  db: Db = database().db,
): Promise<BreakdownLine[]> {
  const since =
    days === undefined
      ? sql`from audience_tally where campaign_id = ${campaignId}::uuid and dimension = ${by}`
      : sql`from audience_day_tally where campaign_id = ${campaignId}::uuid and dimension = ${by}
          and day > (now() at time zone 'UTC')::date - ${days}::int`;
  const rows = await db.execute<BreakdownLine>(sql`
    select value, ${SUMS} ${since} group by value
    having sum(views + visitors + taps + reminders) > 0 or sum(presaves) > 0
    order by presaves desc, taps desc, views desc, reminders desc, value`);
  return rows.map(row => ({ ...row }));
}
