import { sql } from 'drizzle-orm';
import type { Db } from '../db';
import { MAX_CHANNELS } from '../domain/audience';
import { LIVE_HOURS, LOSS_DAYS, MARK_HOURS } from '../domain/retention';
import { judgePresaves } from './judge';
import { turnSalt } from './salt';

const JUDGE_AT_ONCE = 20_000;
const FORGET_AT_ONCE = 50_000;

/**
 * What the numbers need again and again: the day's salt turned, arrivals moved into the sums, pre-saves judged, and whatever is over
 * forgotten. Safe from several workers at once. Each part is brought a step further; the next call goes on.
 */
export async function keepNumbers(db: Db): Promise<void> {
  await turnSalt(db);
  await foldArrivals(db);
  await judgePresaves(db, JUDGE_AT_ONCE);
  await forgetMarks(db, FORGET_AT_ONCE);
  await db.execute(sql`delete from audience_minute_counts where at < now() - make_interval(hours => ${LIVE_HOURS})`);
  await db.execute(sql`delete from event_losses where at < now() - make_interval(days => ${LOSS_DAYS})`);
}

/** Moves the pre-saves that have come since the last time into the sums, and answers how many lines that were. */
export async function foldArrivals(db: Db): Promise<number> {
  const [row] = await db.execute<{ folded: number }>(sql`select fold_arrivals(${MAX_CHANNELS})::float8 as folded`);
  return row?.folded ?? 0;
}

/**
 * Forgets the marks of days that are over, at most `limit` of each kind, as soon as no pre-save of theirs waits to be judged; a day
 * later in any case. Their salt is gone since midnight.
 */
async function forgetMarks(db: Db, limit: number): Promise<void> {
  await db.execute(sql`
    with today as (
      select (now() at time zone 'UTC')::date as day
    ), done as (
      select case when exists (select from presave_evidence e, today t where e.day < t.day and e.next_look_at is not null)
        then t.day - ${MARK_HOURS / 24 - 1}::int else t.day end as day from today t
    ), marks as (
      delete from visitors where (campaign_id, mark) in (
        select campaign_id, mark from visitors where day < (select day from done) limit ${limit})
    ), evidence as (
      delete from presave_evidence where presave_id in (
        select presave_id from presave_evidence where day < (select day from done) limit ${limit})
    )
    delete from visitor_days where day < (select day from today) - 1`);
}
