import { zoneOffset } from '../../domain/zone-clock';

const DAY_MS = 86_400_000;
const PACIFIC = 'America/Los_Angeles';

/** Ms from `now` (epoch ms) until the day's units come back: at midnight Pacific time ("Quota Calculator", YouTube Data API). */
export function untilPacificMidnight(now: number): number {
  const next = (Math.floor((now + zoneOffset(now, PACIFIC)) / DAY_MS) + 1) * DAY_MS;
  const guess = next - zoneOffset(now, PACIFIC);
  // Clocks may change between now and then, but never at midnight.
  return next - zoneOffset(guess, PACIFIC) - now;
}
