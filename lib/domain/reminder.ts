import { fanTerritory } from './fan-territory';
import type { ReminderOffer, ServiceButton } from './fan-page';
import { phaseAt, type Phase, type Schedule } from './phase';
import type { Release } from './release';
import { lastMoment, releaseMoment } from './release-moment';
import { momentWords, shortDate } from './release-words';
import { wallClock } from './zone-clock';
import { territoryOfZone } from './zone-territory';

/** The ways to a calendar entry: a file, Google's own form, or a calendar that follows the campaign. */
export const REMINDER_WAYS = ['file', 'google', 'subscribe'] as const;
export type ReminderWay = (typeof REMINDER_WAYS)[number];

export function isReminderWay(value: unknown): value is ReminderWay {
  return typeof value === 'string' && (REMINDER_WAYS as readonly string[]).includes(value);
}

/** A zone a browser reports, or null for one we cannot place: its reminder comes when the release is out everywhere. */
export function placedZone(zone: string | null): string | null {
  return zone !== null && territoryOfZone(zone) !== null ? zone : null;
}

/** What a reminder is made from. */
export type ReminderSubject = Schedule & {
  id: string;
  slug: string;
  artist: string;
  title: string;
  releaseRevision: number;
  /** epoch ms */ updatedAt: number;
  turnedPhase: Phase;
};

/** What is to be said about a reminder at `now`: `hidden` campaigns have never been public, so they do not exist. */
export type ReminderState = 'offered' | 'out' | 'cancelled' | 'hidden';

/** Where a reminder for a fan in `zone` stands at `now` (epoch ms). An end after the release takes nothing back. */
export function reminderState(campaign: ReminderSubject, zone: string | null, now: number): ReminderState {
  const moment = reminderMoment(campaign.release, zone);
  const phase = phaseAt(campaign, now);
  if (phase === 'draft') return campaign.turnedPhase === 'draft' ? 'hidden' : 'cancelled';
  if (campaign.endedAt !== null && phase === 'ended' && campaign.endedAt < moment) return 'cancelled';
  return moment <= now ? 'out' : 'offered';
}

/** The instant (epoch ms) of a fan's reminder: the release moment of the zone's territory, the last one without a zone. */
export function reminderMoment(release: Release, zone: string | null): number {
  return releaseMoment(release, fanTerritory({ country: null, zone }));
}

/** One calendar entry, before it is written down in anybody's format. Instants are epoch ms. */
export type Reminder = {
  /** the same for as long as campaign and territory are, so that a moved date moves the entry */ uid: string;
  revision: number;
  changedAt: number;
  startsAt: number;
  endsAt: number;
  summary: string;
  url: string;
  zone: string | null;
};

const QUARTER_HOUR = 900_000;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name on one line. Signs that turn the direction of what follows go; a name written from the right stands apart from the sentence. */
function inSentence(name: string): string {
  const line = name
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/** The entry for a fan in `zone`. */
export function reminderOf(campaign: ReminderSubject, zone: string | null, appUrl: string): Reminder {
  const territory = fanTerritory({ country: null, zone });
  const startsAt = reminderMoment(campaign.release, zone);
  return {
    uid: `${campaign.id}-${territory.toLowerCase()}@${new URL(appUrl).hostname}`,
    revision: campaign.releaseRevision,
    changedAt: campaign.updatedAt,
    startsAt,
    endsAt: startsAt + QUARTER_HOUR,
    summary: `${inSentence(campaign.title)} by ${inSentence(campaign.artist)} is out`,
    url: `${appUrl}/${campaign.slug}`,
    zone,
  };
}

/** What stands in an entry under its title. Only a calendar that is subscribed to follows a moved date. */
export function reminderNote({ url }: Pick<Reminder, 'url'>, follows: boolean): string {
  const moved = follows
    ? 'If the date moves, this entry moves with it.'
    : 'If the date moves, this entry does not, but the page will say so.';
  return `Listen: ${url}\n\n${moved}`;
}

const two = (n: number) => String(n).padStart(2, '0');

/** An instant (epoch ms) as calendars write it: `20261211T230000Z`. */
function compact(at: number): string {
  const { year, month, day, hour, minute, second } = wallClock(at, 'UTC');
  return `${year}${two(month)}${two(day)}T${two(hour)}${two(minute)}${two(second)}Z`;
}

/** At most `max` letters as a reader counts them: Google refuses addresses of more than a few thousand characters. */
function clipped(text: string, max: number): string {
  const letters = [...new Intl.Segmenter('en').segment(text)];
  if (letters.length <= max && text.length <= max * 4) return text;
  let end = 0;
  for (const { index, segment } of letters.slice(0, max - 1))
    if (index + segment.length <= max * 4) end = index + segment.length;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Google Calendar's own form for a new entry, filled in. The address is Google's public template, which needs no API. */
export function googleCalendarUrl(reminder: Reminder): string {
  const url = new URL('https://calendar.google.com/calendar/render');
  url.search = new URLSearchParams({
    action: 'TEMPLATE',
    text: clipped(reminder.summary, 160),
    dates: `${compact(reminder.startsAt)}/${compact(reminder.endsAt)}`,
    details: reminderNote(reminder, false),
    ...(reminder.zone && { ctz: reminder.zone }),
  }).toString();
  return url.href;
}

/** Where a campaign's calendar can be fetched again and again. */
export function reminderFeedUrl(slug: string, zone: string | null, appUrl: string): string {
  const url = new URL(`/api/reminder/${slug}/calendar.ics`, appUrl);
  if (zone) url.searchParams.set('zone', zone);
  return url.href;
}

/**
 * Where subscribing begins. Apple's systems open `webcal:` by themselves; elsewhere that is often a dead end, so Google Calendar
 * is asked to subscribe.
 */
export function subscribeUrl(feedUrl: string, userAgent: string): string {
  const webcal = feedUrl.replace(/^https?:/, 'webcal:');
  if (/iPhone|iPad|iPod|Macintosh/.test(userAgent)) return webcal;
  return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
}

/** The page's button for a campaign that is still to come, beside the services' own `buttons`. */
export function reminderOffer(slug: string, release: Release, buttons: readonly ServiceButton[]): ReminderOffer {
  const day = shortDate(release);
  const latest = momentWords(lastMoment(release), null);
  return {
    action: `/api/reminder/${slug}`,
    label: 'Remind me',
    promise: `Puts it in your calendar on ${day}; nothing is kept`,
    day: day.split(' ')[0] ?? '',
    latestWords: release.mode === 'instant' ? latest : `${latest}, when it is out everywhere`,
    best: buttons.every(({ action }) => action.mode === 'opens'),
  };
}
