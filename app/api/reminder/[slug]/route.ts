import { after } from 'next/server';
import { findReminder } from '@/lib/campaigns/reminder';
import { reminderCalendar } from '@/lib/campaigns/reminder-calendar';
import { countReminder, isTaken } from '@/lib/campaigns/reminder-count';
import { googleCalendarUrl, isReminderWay, reminderFeedUrl, subscribeUrl } from '@/lib/domain/reminder';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { calendarAnswer, goTo, plainAnswer } from '../answers';

export const dynamic = 'force-dynamic';

/** A fan takes a reminder: a form's GET, because a phone fetches a calendar file a second time by its address. Reads no cookie. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const { method, headers, url } = request;
  const asked = new URL(url).searchParams;
  const way = asked.get('way');
  if (!isReminderWay(way)) return plainAnswer(404, 'There is no such reminder.');
  try {
    const found = await findReminder(slug, asked.get('zone'));
    if (found.kind === 'none') return plainAnswer(404, 'There is no release at this address.');
    // It is out, or it was called off: the page says which.
    if (found.kind !== 'offered') return goTo(`${env().appUrl}/${slug}`);
    const { campaignId, reminder } = found;
    const userAgent = headers.get('user-agent');
    const purpose = headers.get('sec-purpose') ?? headers.get('purpose');
    // After the answer: a database that is away must not hold up a fan.
    if (isTaken({ method, userAgent, purpose })) after(() => countReminder(campaignId));
    if (way === 'google') return goTo(googleCalendarUrl(reminder));
    if (way === 'subscribe')
      return goTo(subscribeUrl(reminderFeedUrl(slug, reminder.zone, env().appUrl), userAgent ?? ''));
    return calendarAnswer(reminderCalendar(reminder, { follows: false, cancelled: false }), `${slug}.ics`);
  } catch (error) {
    log.error('reminder.take', error, { slug });
    return plainAnswer(503, 'We could not reach our database just now. Go back and try again in a minute.');
  }
}
