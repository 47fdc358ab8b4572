import type { ZoneMoments } from './fan-page';
import type { Release } from './release';
import { TERRITORIES, territoryZone } from './territory-zones';
import { zoneOffset } from './zone-clock';
import { KNOWN_ZONES } from './zone-territory';

const HOUR = 3_600_000;

type CalendarDate = { year: number; month: number; day: number };

function readDate(text: string): CalendarDate | null {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  // Day 0 of the next month is the last of this one.
  const daysInMonth = (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / (24 * HOUR);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth ? { year, month, day } : null;
}

/** Whether `text` is a calendar date, `YYYY-MM-DD`, from the year 2000 to 2100. */
export function isReleaseDate(text: string): boolean {
  const date = readDate(text);
  return date !== null && date.year >= 2000 && date.year <= 2100;
}

/** The first instant in (`from`, `to`] at which `zone` no longer has the offset it had at `from`; both epoch ms, whole seconds. */
function findTurn(from: number, to: number, zone: string): number {
  const before = zoneOffset(from, zone);
  let [low, high] = [from / 1000, to / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle * 1000, zone) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/**
 * The first instant (epoch ms) at which the calendar in `zone` shows `date` (`YYYY-MM-DD`). Where clocks skip midnight that is
 * the instant of the skip (it is then 01:00); where midnight comes twice, the first of both; where the whole day is skipped
 * (Apia, 2011-12-30), the instant at which the calendar passed over it. Throws a RangeError for a bad date or zone.
 */
export function startOfDay(date: string, zone: string): number {
  const parsed = readDate(date);
  if (!parsed) throw new RangeError(`not a calendar date: ${date}`);
  const midnightUtc = Date.UTC(parsed.year, parsed.month - 1, parsed.day);
  // Zones run from UTC+14 to UTC-12; with an hour to spare no turn outside these bounds can matter.
  const [from, to] = [midnightUtc - 15 * HOUR, midnightUtc + 13 * HOUR];
  const [before, after] = [midnightUtc - zoneOffset(from, zone), midnightUtc - zoneOffset(to, zone)];
  if (before === after) return before;
  const turn = findTurn(from, to, zone);
  return before < turn ? before : Math.max(after, turn);
}

type Day = { byTerritory: ReadonlyMap<string, number>; first: number; last: number; zones?: Record<string, string> };

/** Dates worked out lately: every visit asks for its campaign's, and there are few in play at once. */
const days = new Map<string, Day>();
const MAX_DAYS = 128;

function dayOf(date: string): Day {
  const known = days.get(date);
  if (known) return known;
  const byTerritory = new Map(TERRITORIES.map(t => [t, startOfDay(date, territoryZone(t) ?? 'UTC')]));
  const moments = [...byTerritory.values()];
  const day: Day = { byTerritory, first: Math.min(...moments), last: Math.max(...moments) };
  const [oldest] = days.keys();
  if (days.size >= MAX_DAYS && oldest !== undefined) days.delete(oldest);
  days.set(date, day);
  return day;
}

/**
 * When `release` goes live in `territory` (ISO 3166-1 alpha-2), in epoch ms. A territory that is unknown, `ZZ` among them, turns
 * with the last: a save may come late for such a fan, but never early.
 */
export function releaseMoment(release: Release, territory: string): number {
  if (release.mode === 'instant') return release.at;
  const day = dayOf(release.date);
  return day.byTerritory.get(territory) ?? day.last;
}

/** When `release` goes live in the first territory of all, in epoch ms. */
export function firstMoment(release: Release): number {
  return release.mode === 'instant' ? release.at : dayOf(release.date).first;
}

/** When `release` is live in every territory, in epoch ms. */
export function lastMoment(release: Release): number {
  return release.mode === 'instant' ? release.at : dayOf(release.date).last;
}

/** The next instant (epoch ms) after `now` at which a territory turns, or null when all have. */
export function nextMoment(release: Release, now: number): number | null {
  const ahead = (release.mode === 'instant' ? [release.at] : [...dayOf(release.date).byTerritory.values()]).filter(
    at => at > now,
  );
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

function zonesApart(date: string, day: Day): Record<string, string> {
  const zones = new Map<number, string[]>();
  const midnights = new Map<string, number>();
  for (const { zone, territory, clock } of KNOWN_ZONES) {
    const moment = (territory === null ? undefined : day.byTerritory.get(territory)) ?? day.last;
    const midnight = midnights.get(clock) ?? startOfDay(date, clock);
    midnights.set(clock, midnight);
    if (moment !== midnight) zones.set(moment, [...(zones.get(moment) ?? []), zone]);
  }
  return Object.fromEntries([...zones].map(([at, names]) => [String(at / 1000), names.join(' ')]));
}

/**
 * What a shared page needs to decide in the browser when the release is out there: the zones whose territory turns at another
 * instant than their own midnight (Los Angeles turns with New York), by that instant in epoch seconds. A zone of no country turns
 * with the last. `first` and `last` are epoch seconds, `at` of an instant is epoch ms like `Release.at`.
 */
export function momentsByZone(release: Release): ZoneMoments {
  if (release.mode === 'instant') return { mode: 'instant', at: release.at };
  const day = dayOf(release.date);
  day.zones ??= zonesApart(release.date, day);
  const { first, last, zones } = day;
  return { mode: 'local-midnight', date: release.date, zones, first: first / 1000, last: last / 1000 };
}
