/** A DSP's limiter in virtual time. Null lets a call pass; else how long until one would, and what the answer says of it. */
export type SimulatedLimiter = { take(now: number): { exactMs: number; told: number | null } | null };

/** What a 429 says: the honest wait in whole seconds rounded up, a date in whole seconds, nothing, or always the same. */
export type Telling = 'seconds' | 'date' | 'nothing' | number;

function tell(telling: Telling, now: number, exactMs: number): { exactMs: number; told: number | null } {
  if (telling === 'seconds') return { exactMs, told: Math.ceil(exactMs / 1000) * 1000 };
  if (telling === 'date') return { exactMs, told: Math.max(0, Math.floor((now + exactMs) / 1000) * 1000 - now) };
  return { exactMs, told: telling === 'nothing' ? null : telling };
}

/** At most `limit` calls in any `windowMs`; `changesAfter` so many calls half of it, or `grownTo`. */
export function rolling(
  {
    limit,
    windowMs,
    changesAfter = Infinity,
    grownTo,
  }: { limit: number; windowMs: number; changesAfter?: number; grownTo?: number },
  telling: Telling = 'seconds',
): SimulatedLimiter {
  const calls: number[] = [];
  return {
    take(now) {
      const most = calls.length >= changesAfter ? (grownTo ?? limit / 2) : limit;
      const oldest = calls[calls.length - most];
      if (oldest !== undefined && oldest > now - windowMs) return tell(telling, now, oldest + windowMs - now);
      calls.push(now);
      return null;
    },
  };
}

/** Starts full with `capacity` and gets `perSecond` back. */
export function bucket(
  { capacity, perSecond }: { capacity: number; perSecond: number },
  telling: Telling = 'seconds',
): SimulatedLimiter {
  let [level, since] = [capacity, Number.NaN];
  return {
    take(now) {
      if (!Number.isNaN(since)) level = Math.min(capacity, level + ((now - since) * perSecond) / 1000);
      since = now;
      // A sum of many small refills is off by less than this.
      if (level < 1 - 1e-6) return tell(telling, now, ((1 - level) * 1000) / perSecond);
      level -= 1;
      return null;
    },
  };
}
