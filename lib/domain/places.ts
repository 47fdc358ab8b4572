import { CAPABILITIES } from './capability';
import type { PlaceLimits } from './deployment';
import type { Dsp } from './dsp';
import type { PresaveState } from './presave-state';
import type { Release } from './release';
import { firstMoment, lastMoment, releaseMoment } from './release-moment';
import { zoneOffset } from './zone-clock';

/**
 * Why a service takes nobody more for a campaign. `accounts`: every account it lists has pre-saved this campaign; `day`: the saves of
 * a day on which the release comes out are spoken for; `quota`: it answers no call today, so no consent can be looked at.
 */
export type FullWhy = 'accounts' | 'day' | 'quota';

/** A service that takes nobody more for now. `until` (epoch ms): when it does again by itself; null: when a place comes free. */
export type Full = { dsp: Dsp; why: FullWhy; until: number | null };

/** Whether a service takes only so many fans. */
export const isLimited = ({ accounts, savesADay }: PlaceLimits) => accounts !== null || savesADay !== null;

/**
 * Pre-saves that have a place on the day they fall due: what is still to be saved, what its fan may yet renew, and what has been
 * tried. One that expired or was withdrawn gives its place back.
 */
export const ON_THE_DAY: readonly PresaveState[] = [
  'held',
  'saving',
  'accepted',
  'saved',
  'needs_reconnect',
  'refused',
];

/** One day of a service's quota, from its first instant to that of the next (epoch ms). */
export type QuotaDay = { from: number; to: number };

const DAY_MS = 86_400_000;

/** The first instant of the day that a clock in `zone` shows at `at`. Clocks may be changed within a day, but not at its midnight. */
function startOfDayAt(at: number, zone: string): number {
  const midnight = Math.floor((at + zoneOffset(at, zone)) / DAY_MS) * DAY_MS;
  return midnight - zoneOffset(midnight - zoneOffset(at, zone), zone);
}

/** The day of a service's quota at `at` (epoch ms); null where it counts no days. */
export function quotaDayAt(dsp: Dsp, at: number): QuotaDay | null {
  const zone = CAPABILITIES[dsp].quota?.daily?.zone;
  if (!zone) return null;
  const from = startOfDayAt(at, zone);
  // never more than 25 hours, and past the middle of the next day there is no doubt which it is
  return { from, to: startOfDayAt(from + 1.5 * DAY_MS, zone) };
}

/** The day on which a fan who consents at `now` is saved: that of the release moment in the fan's territory, or today where it has passed. */
export function dueDay(dsp: Dsp, release: Release, territory: string, now: number): QuotaDay | null {
  return quotaDayAt(dsp, Math.max(releaseMoment(release, territory), now));
}

/**
 * The days on which fans who consent from `now` on can be saved, the first one first. A release at local midnight falls on two of
 * them, and which is a fan's is only known with the fan's territory.
 */
export function dueDays(dsp: Dsp, release: Release, now: number): QuotaDay[] {
  const last = Math.max(lastMoment(release), now);
  const days: QuotaDay[] = [];
  let day = quotaDayAt(dsp, Math.max(firstMoment(release), now));
  while (day && day.from <= last) {
    days.push(day);
    day = quotaDayAt(dsp, day.to);
  }
  return days;
}

/** Who has a place already: different accounts on this campaign, and saves that fall due on each of the release's days. */
export type Taken = { accounts: number; days: readonly { day: QuotaDay; saves: number }[] };

/**
 * Whether the next fan of a campaign finds no place, so that a page that is the same for everybody says so before the tap. Of several
 * days, one that is full is enough: nobody is sent to a service only to be turned away.
 */
export function fullFor(dsp: Dsp, { accounts, savesADay }: PlaceLimits, taken: Taken): Full | null {
  if (accounts !== null && taken.accounts >= accounts) return { dsp, why: 'accounts', until: null };
  const spoken = savesADay === null ? undefined : taken.days.find(({ saves }) => saves >= savesADay);
  // when that day is over, whoever comes falls on another one
  return spoken ? { dsp, why: 'day', until: spoken.day.to } : null;
}

/** What is left for one more fan: nothing, a place, or the last one. `taken` counts everybody else. */
export function placeFor(
  { accounts, savesADay }: PlaceLimits,
  taken: { accounts: number; onDay: number },
): 'none' | 'last' | 'free' {
  const left = Math.min(
    accounts === null ? Infinity : accounts - taken.accounts,
    savesADay === null ? Infinity : savesADay - taken.onDay,
  );
  return left <= 0 ? 'none' : left === 1 ? 'last' : 'free';
}
