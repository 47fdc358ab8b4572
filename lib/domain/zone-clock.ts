/** What a clock on the wall shows. `month` is 1 to 12. */
export type WallClock = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formatters = new Map<string, Intl.DateTimeFormat>();
/** Above all names there are, so only made-up spellings (`eUROPE/bERLIN`) can fill it. A formatter weighs about 70 kB. */
const MAX_FORMATTERS = 700;

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  formatters.set(zone, made);
  return made;
}

/**
 * Whether `value` names a zone this runtime's clock data knows. Offsets such as `+05:30`, which newer runtimes take too, are not
 * zones here.
 */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(value)) return false;
  try {
    formatterFor(value);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of `zone` at `at` (epoch ms). Throws a RangeError for a zone that `isZone` refuses. */
export function wallClock(at: number, zone: string): WallClock {
  const clock: WallClock = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatterFor(zone).formatToParts(at)) {
    if (Object.hasOwn(clock, type)) clock[type as keyof WallClock] = Number(value);
  }
  return clock;
}

/** How far `zone` is ahead of UTC at `at` (epoch ms), in ms; negative west of Greenwich. */
export function zoneOffset(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
