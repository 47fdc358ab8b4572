import { isReleaseDate } from './release-moment';
import { isZone, wallClock, zoneOffset } from './zone-clock';

const two = (n: number) => String(n).padStart(2, '0');

/**
 * The instant (epoch ms) at which the clocks of `zone` show this date (YYYY-MM-DD) and time (HH:MM); null where that is no date, time
 * or zone. A time that clocks skip is the moment they jump to; of one that they show twice it is the first.
 */
export function instantOf(date: string, time: string, zone: string): number | null {
  const [, hour = '', minute = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (!isReleaseDate(date) || hour === '' || !isZone(zone)) return null;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const wall = Date.UTC(year, month - 1, day, Number(hour), Number(minute));
  const early = wall - zoneOffset(wall - 86_400_000, zone);
  const late = wall - zoneOffset(wall + 86_400_000, zone);
  const fits = (at: number) => at + zoneOffset(at, zone) === wall;
  if (fits(early)) return early;
  if (fits(late)) return late;
  return Math.max(early, late);
}

/** The date and time that the clocks of `zone` show at an instant (epoch ms), as form fields have them. */
export function fieldsOf(at: number, zone: string): { date: string; time: string } {
  const { year, month, day, hour, minute } = wallClock(at, zone);
  return { date: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` };
}
