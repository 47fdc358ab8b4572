import { createHash } from 'node:crypto';
import { findReminder } from '@/lib/campaigns/reminder';
import { reminderCalendar } from '@/lib/campaigns/reminder-calendar';
import { log } from '@/lib/log';
import { calendarAnswer, plainAnswer } from '../../answers';

export const dynamic = 'force-dynamic';

/** A quarter of an hour is nothing beside the hours between two looks of a calendar, and keeps a crowd of them off the database. */
const SHARED = 'public, max-age=900';

/** The campaign as a calendar to subscribe to: what calendars fetch again and again, so nothing is counted here. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  try {
    const found = await findReminder(slug, new URL(request.url).searchParams.get('zone'));
    if (found.kind === 'none') return plainAnswer(404, 'There is no release at this address.');
    const text = reminderCalendar(found.reminder, { follows: true, cancelled: found.kind === 'cancelled' });
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const headers = { 'cache-control': SHARED, etag };
    if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
    return calendarAnswer(text, `${slug}.ics`, headers);
  } catch (error) {
    log.error('reminder.calendar', error, { slug });
    // A calendar keeps what it has while the answer is an error.
    return plainAnswer(503, 'We could not reach our database just now.');
  }
}
