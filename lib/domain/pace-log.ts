import type { PaceState, Permit } from './pace-state';

/** A permit nobody reports belongs to a process that died: its calls count as made so long after it was given. */
export const PERMIT_LIFE_MS = 20_000;

/** Buckets to a window. What leaves the log leaves it a bucket late at most. */
const BUCKETS = 120;
/** Beyond the window in force, up to the documented one, the log only serves to learn from and may be coarser. */
const COARSE_BUCKETS = 60;
const MANY_ENTRIES = 200;
const MOST_ENTRIES = 300;
const MOST_PERMITS = 512;

/** A clock may differ by this much between two visits without having been put back. */
const CLOCK_SLACK_MS = 1_000;

type Log = PaceState['log'];

/** Calls in the log after `from`. */
export function countAfter(log: Log, from: number): number {
  return log.reduce((sum, [at, calls]) => (at > from ? sum + calls : sum), 0);
}

/** Calls that count now: those of the window, and all that are allowed and not yet reported. */
export function used(state: PaceState, now: number): number {
  const from = now - state.windowMs;
  const allowed = state.permits.reduce((sum, p) => (p.at + PERMIT_LIFE_MS > from ? sum + p.calls : sum), 0);
  return countAfter(state.log, from) + allowed;
}

/** When so many of the calls that count now will have left the window, if none comes back sooner. */
export function freedAt(state: PaceState, calls: number, now: number): number {
  const leaving = [...state.log, ...state.permits.map(p => [p.at + PERMIT_LIFE_MS, p.calls] as const)]
    .map(([at, n]) => [at + state.windowMs, n] as const)
    .filter(([at]) => at > now)
    .sort(([a], [b]) => a - b);
  let freed = 0;
  for (const [at, n] of leaving) {
    freed += n;
    if (freed >= calls) return at;
  }
  return leaving.at(-1)?.[0] ?? now;
}

/** Whether some permit may still be reported. */
export function isAwaited(permit: Permit, now: number): boolean {
  return permit.at + PERMIT_LIFE_MS > now;
}

/** Whether so many permits are out that another would have to be remembered at the cost of one that may still be used. */
export function isFull(state: PaceState): boolean {
  return state.permits.length >= MOST_PERMITS;
}

/** Adds calls that are known to have been made by now. */
export function addToLog(state: PaceState, calls: number, now: number): PaceState {
  if (calls <= 0) return state;
  const last = state.log.at(-1);
  const at = Math.max(Math.ceil(now), last?.[0] ?? 0);
  if (!last || slot(last[0], state.windowMs / BUCKETS) !== slot(at, state.windowMs / BUCKETS))
    return { ...state, log: [...state.log, [at, calls]] };
  return { ...state, log: [...state.log.slice(0, -1), [at, last[1] + calls]] };
}

/** Forgets what can count no more, and keeps the rest small. */
export function tidy(state: PaceState, now: number): PaceState {
  const keep = Math.max(state.rate.windowMs, state.windowMs);
  // While a limit is being learned, the window before the 429 is what it is learned from.
  const from = Math.min(now, state.incident?.at ?? now) - keep;
  const permits = state.permits
    .map(p => (p.at > now + CLOCK_SLACK_MS ? { ...p, at: now } : p))
    .filter(p => p.at + PERMIT_LIFE_MS > now - keep);
  const isPutBack = (state.log.at(-1)?.[0] ?? 0) > now + CLOCK_SLACK_MS;
  const log = state.log
    .filter(([at]) => at > from)
    .map(entry => (isPutBack && entry[0] > now ? ([Math.ceil(now), entry[1]] as const) : entry));
  return makeRoom(
    { ...state, permits, log: isPutBack || log.length > MANY_ENTRIES ? shrink(merge(log, state, now)) : log },
    now,
  );
}

const slot = (at: number, width: number) => Math.floor(at / Math.max(1, width));

/** Entries of one bucket become one, at the later instant: they leave the window late rather than early. */
function merge(log: Log, state: PaceState, now: number): Log {
  const recent = now - state.windowMs;
  const width = (at: number) =>
    at > recent ? state.windowMs / BUCKETS : Math.max(state.rate.windowMs, state.windowMs) / COARSE_BUCKETS;
  const merged: Log = [];
  for (const [at, calls] of log) {
    const last = merged.at(-1);
    if (
      last &&
      (last[0] >= at || (last[0] > recent === at > recent && slot(last[0], width(at)) === slot(at, width(at))))
    )
      merged[merged.length - 1] = [Math.max(last[0], at), last[1] + calls];
    else merged.push([at, calls]);
  }
  return merged;
}

function shrink(log: Log): Log {
  const excess = log.length - MOST_ENTRIES;
  if (excess <= 0) return log;
  const oldest = log.slice(0, excess + 1);
  return [[oldest.at(-1)?.[0] ?? 0, oldest.reduce((sum, [, calls]) => sum + calls, 0)], ...log.slice(excess + 1)];
}

/** Permits of the dead become plain calls of the log when there are too many of them to be told apart. */
function makeRoom(state: PaceState, now: number): PaceState {
  if (!isFull(state)) return state;
  const dead = state.permits.filter(p => !isAwaited(p, now));
  const log = [...state.log, ...dead.map(p => [Math.ceil(p.at + PERMIT_LIFE_MS), p.calls] as const)];
  log.sort(([a], [b]) => a - b);
  return { ...state, permits: state.permits.filter(p => isAwaited(p, now)), log: shrink(merge(log, state, now)) };
}
