import { eq, sql } from 'drizzle-orm';
import { isbot } from 'isbot';
import { reminders } from '../../drizzle/schema/reminders';
import { database, type Db } from '../db';
import { log } from '../log';

/** What asks for a reminder, as far as it decides whether a person took one. */
export type Taker = { method: string; userAgent: string | null; purpose: string | null };

/** Whether a request is a person's tap: no crawler, no link preview, nothing fetched ahead, no mere look at the headers. */
export function isTaken({ method, userAgent, purpose }: Taker): boolean {
  return method === 'GET' && Boolean(userAgent) && !isbot(userAgent) && !/prefetch|preview/i.test(purpose ?? '');
}

/** Counts one reminder under today's date in UTC. A count that cannot be written is lost: the reminder counts for more. */
export async function countReminder(campaignId: string, db: Db = database().db): Promise<void> {
  try {
    await db
      .insert(reminders)
      .values({ campaignId, day: sql`(now() at time zone 'utc')::date` as never })
      .onConflictDoUpdate({ target: [reminders.campaignId, reminders.day], set: { n: sql`${reminders.n} + 1` } });
  } catch (error) {
    log.error('reminder.count', error);
  }
}

/** How many reminders were taken, all days together. They are calendar entries, never pre-saves. */
export async function remindersTaken(db: Db, campaignId: string): Promise<number> {
  const [row] = await db
    .select({ n: sql<string>`coalesce(sum(${reminders.n}), 0)` })
    .from(reminders)
    .where(eq(reminders.campaignId, campaignId));
  return Number(row?.n ?? 0);
}
