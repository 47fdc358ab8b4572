import type { SimulatedLimiter } from '../../lib/testing/pace-limiters';

/** Less than this is lost in the rounding of an instant. */
const LEAST_MS = 0.001;

/**
 * How long (ms) a sender takes that knows the limiter and never runs into it, when the machine itself takes no more than
 * `callsPerSecond`. It needs no look at a database, and its calls take no time.
 */
export function idealMs(limiter: SimulatedLimiter, calls: number, callsPerSecond: number): number {
  let at = 0;
  for (let made = 0; made < calls; made += 1) {
    at += 1000 / callsPerSecond;
    for (let wait = limiter.take(at); wait !== null; wait = limiter.take(at)) at += Math.max(wait.exactMs, LEAST_MS);
  }
  return at;
}
