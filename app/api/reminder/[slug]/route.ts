import { after } from 'next/server';
import { recordReminder, written } from '@/lib/analytics/record';
import { askedBy } from '@/lib/auth/asker';
import { findReminder } from '@/lib/campaigns/reminder';
import { reminderCalendar } from '@/lib/campaigns/reminder-calendar';
import { countReminder, isTaken } from '@/lib/campaigns/reminder-count';
import { clock } from '@/lib/clock';
import { googleCalendarUrl, isReminderWay, reminderFeedUrl, subscribeUrl } from '@/lib/domain/reminder';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { calendarAnswer, goTo, plainAnswer } from '../answers';

export const dynamic = 'force-dynamic';

/** Counts a reminder that a person took: under its day, and with where they came from. */
async function count({ method, headers, url }: Request, campaignId: string, slug: string): Promise<void> {
  const userAgent = headers.get('user-agent');
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose');
  if (!isTaken({ method, userAgent, purpose })) return;
  const asked = new URL(url).searchParams;
  const [way, channel, zone] = ['way', 'channel', 'zone'].map(name => asked.get(name));
  await recordReminder(
    { slug, way: way ?? '', channel: channel ?? null, zone: zone ?? null },
    askedBy(headers),
    clock.now(),
  );
  await Promise.all([countReminder(campaignId), written()]);
}

/** A fan takes a reminder: a form's GET, because a phone fetches a calendar file a second time by its address. Reads no cookie. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const asked = new URL(request.url).searchParams;
  const way = asked.get('way');
  if (!isReminderWay(way)) return plainAnswer(404, 'There is no such reminder.');
  try {
    const found = await findReminder(slug, asked.get('zone'));
    if (found.kind === 'none') return plainAnswer(404, 'There is no release at this address.');
    // It is out, or it was called off: the page says which.
    if (found.kind !== 'offered') return goTo(`${env().appUrl}/${slug}`);
    const { campaignId, reminder } = found;
    // After the answer: a database that is away must not hold up a fan.
    after(() => count(request, campaignId, slug));
    if (way === 'google') return goTo(googleCalendarUrl(reminder));
    if (way === 'subscribe')
      return goTo(
        subscribeUrl(reminderFeedUrl(slug, reminder.zone, env().appUrl), request.headers.get('user-agent') ?? ''),
      );
    return calendarAnswer(reminderCalendar(reminder, { follows: false, cancelled: false }), `${slug}.ics`);
  } catch (error) {
    log.error('reminder.take', error, { slug });
    return plainAnswer(503, 'We could not reach our database just now. Go back and try again in a minute.');
  }
}
