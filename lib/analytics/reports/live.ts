import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';
import { NO_AUDIENCE, type Audience } from '../../domain/audience';
import { SUMS } from './sums';

/** One minute; `at` is when it begins (epoch ms). */
export type LiveMinute = Audience & { at: number };

export const LIVE_MINUTES = 30;
const MINUTE_MS = 60_000;

/**
 * What went on in a campaign's last half hour, minute by minute up to the one that holds `now` (epoch ms), those without anything
 * included. Views and taps are a second or two behind.
 */
export async function readLive(campaignId: string, now: number, db: Db = database().db): Promise<LiveMinute[]> {
  const last = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const first = last - (LIVE_MINUTES - 1) * MINUTE_MS;
  const rows = await db.execute<LiveMinute>(sql`
    select (extract(epoch from at) * 1000)::float8 as at, ${SUMS} from audience_minute_tally
    where campaign_id = ${campaignId}::uuid and at between ${at(first)} and ${at(last)} group by audience_minute_tally.at`);
  const byMinute = new Map(rows.map(row => [row.at, row]));
  return Array.from({ length: LIVE_MINUTES }, (_, i) => {
    const minute = first + i * MINUTE_MS;
    return { ...(byMinute.get(minute) ?? NO_AUDIENCE), at: minute };
  });
}
