import type { ZoneMoments } from '@/lib/domain/fan-page';

/**
 * When the release is out for a fan, in epoch milliseconds. A zone named in `moments.zones` turns with its territory; any other
 * at its own midnight of the date, never before the first territory or after the last.
 * `moments.at` is in milliseconds, like every instant of `Release`; `zones`, `first` and `last` are in seconds.
 * `zone` is asked only where it matters; `localMidnight` gives the epoch milliseconds of 00:00 of a `YYYY-MM-DD` in the fan's zone.
 * `inline-scripts.ts` says the same in plain script; a test holds the two together.
 */
export function fanMoment(moments: ZoneMoments, zone: () => string, localMidnight: (date: string) => number): number {
  if (moments.mode === 'instant') return moments.at;
  const here = zone();
  for (const [at, zones] of Object.entries(moments.zones)) {
    if (zones.split(' ').includes(here)) return Number(at) * 1000;
  }
  return Math.min(Math.max(localMidnight(moments.date), moments.first * 1000), moments.last * 1000);
}
