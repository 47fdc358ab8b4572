/*
 * The browser's own time and zone: the one place on the fan's side that reads them. The server's is lib/clock.ts, which no
 * browser file may load.
 */

/** Epoch milliseconds by the fan's device. */
export function browserNow(): number {
  return Date.now();
}

/** Epoch milliseconds of 00:00 of a `YYYY-MM-DD` where the device is. Without an offset the string is read as local time. */
export function browserMidnight(date: string): number {
  return new Date(`${date}T00:00:00`).getTime();
}

/** Newer browsers have it; the types of this compiler do not. */
const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } };

/** The device's IANA zone, or an empty string where the browser does not tell. Temporal says it at once, Intl has to wake ICU. */
export function browserZone(): string {
  return Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}
