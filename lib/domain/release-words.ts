import type { Release } from './release';
import { isZone, wallClock, type WallClock } from './zone-clock';

// Our own names, not the runtime's: ICU rewords dates between versions ("at" comes and goes), and stored pages must not differ.
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

const two = (n: number) => String(n).padStart(2, '0');

function clockOf(release: Release): WallClock {
  if (release.mode === 'instant') return wallClock(release.at, 'UTC');
  const [year = 0, month = 1, day = 1] = release.date.split('-').map(Number);
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}

function dayWords({ year, month, day }: WallClock): string {
  // 1 January 1970 was a Thursday.
  const days = Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
  return `${WEEKDAYS[((days % 7) + 7) % 7]}, ${day} ${MONTHS[month - 1]} ${year}`;
}

const timeWords = ({ hour, minute }: WallClock) => `${two(hour)}:${two(minute)}`;

/** The release date for a page: "Friday, 11 December 2026", or "Friday, 11 December 2026 at 18:00 UTC" for one instant. */
export function dateWords(release: Release): string {
  const clock = clockOf(release);
  return release.mode === 'instant' ? `${dayWords(clock)} at ${timeWords(clock)} UTC` : dayWords(clock);
}

/** The day alone: "11 December". Of one instant, its day in UTC. */
export function shortDate(release: Release): string {
  const { day, month } = clockOf(release);
  return `${day} ${MONTHS[month - 1]}`;
}

/** The day of an instant (epoch ms) in a zone, in UTC without one: "14 June", with its year when that is not the year of `now`. */
export function shortDay(at: number, zone: string | null, now: number): string {
  const shown = isZone(zone) ? zone : 'UTC';
  const { day, month, year } = wallClock(at, shown);
  return `${day} ${MONTHS[month - 1]}${year === wallClock(now, shown).year ? '' : ` ${year}`}`;
}

/** An instant (epoch ms) on the clock of a zone, in UTC without one: "14 June at 00:03", with its year when that is not the year of `now`. */
export function shortMoment(at: number, zone: string | null, now: number): string {
  return `${shortDay(at, zone, now)} at ${timeWords(wallClock(at, isZone(zone) ? zone : 'UTC'))}`;
}

/** An instant (epoch ms) on the clock of a zone, in UTC without one: "Friday, 11 December 2026 at 00:00". `zoneWords` says whose clock. */
export function dayMoment(at: number, zone: string | null): string {
  const clock = wallClock(at, isZone(zone) ? zone : 'UTC');
  return `${dayWords(clock)} at ${timeWords(clock)}`;
}

/** Whose clock the times of `shortMoment` and `dayMoment` are on. */
export function zoneWords(zone: string | null): string {
  return isZone(zone) ? `All times are your time (${zone.replaceAll('_', ' ')}).` : 'All times are UTC.';
}

/** A release for a `<time dateTime>`: "2026-12-11", or "2026-12-11T18:00:00Z". */
export function dateTimeText(release: Release): string {
  if (release.mode === 'local-midnight') return release.date;
  const clock = clockOf(release);
  const date = `${String(clock.year).padStart(4, '0')}-${two(clock.month)}-${two(clock.day)}`;
  return `${date}T${timeWords(clock)}:${two(clock.second)}Z`;
}

/**
 * An instant (epoch ms) on the fan's own clock: "Friday, 11 December 2026 at 00:00, your time (Europe/Berlin)". Without a zone, or
 * with one this runtime does not know, in UTC, and it says so: "Thursday, 10 December 2026 at 23:00 UTC".
 */
export function momentWords(at: number, zone: string | null): string {
  if (!isZone(zone)) return dateWords({ mode: 'instant', at });
  return `${dayMoment(at, zone)}, your time (${zone.replaceAll('_', ' ')})`;
}
