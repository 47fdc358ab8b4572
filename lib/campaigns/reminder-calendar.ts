import {
  ICalAlarmType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { isoInstant } from '../clock';
import { reminderNote, type Reminder } from '../domain/reminder';

/** How often (s) a subscribed calendar is asked to look again. Most look less often whatever they are asked. */
const REFRESH_S = 6 * 3_600;

export type CalendarOptions = {
  /** subscribed to: it has a name and is looked at again */ follows: boolean;
  cancelled: boolean;
};

/**
 * A reminder as iCalendar text (RFC 5545): one entry in UTC that takes up no time, with an alarm at the moment itself. DTSTAMP is
 * the campaign's last change, so that the same campaign is always the same text, and of two texts the newer one wins.
 */
export function reminderCalendar(reminder: Reminder, { follows, cancelled }: CalendarOptions): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Upbeat', product: 'Reminder', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ...(follows && { name: reminder.summary, url: reminder.url, ttl: REFRESH_S }),
  });
  const event = calendar.createEvent({
    id: reminder.uid,
    sequence: reminder.revision,
    stamp: isoInstant(reminder.changedAt),
    start: isoInstant(reminder.startsAt),
    end: isoInstant(reminder.endsAt),
    summary: reminder.summary,
    description: reminderNote(reminder, follows),
    url: reminder.url,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  if (!cancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: 0, description: reminder.summary });
  // RFC 5545 ends every line with CRLF; the library leaves the last one open.
  return `${calendar.toString()}\r\n`;
}
