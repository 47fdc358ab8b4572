import { FIRST_PATIENCE, settleIncident, shutUntil, stopped } from './pace-learn';
import { addToLog, freedAt, isAwaited, isFull, tidy, used } from './pace-log';
import type { KnownRate, PaceReason, PaceReport, PaceState, Permit } from './pace-state';

export type { KnownRate, PaceReason, PaceReport, PaceState, PaceStop } from './pace-state';

/** A trial that takes longer was its process's last; another may be made. */
const TRIAL_MS = 5_000;
const TRIAL_POLL_MS = 50;
/** How soon to ask again while calls are out that may come back unused. */
const RETURNS_POLL_MS = 250;

/** Each clean window, once there were enough of them, more is tried, in pieces that cost few refusals when it is too much. */
const GROWTH = 1.05;
const PIECE = 4;

/** A wait for calls to leave the window is for a part of the limit that is worth the visit. */
const WORTHWHILE = 0.01;

/** The pace of a DSP nobody has called yet. */
export function newPace(rate: KnownRate): PaceState {
  const limit = rate.limit === null ? null : Math.max(1, Math.floor(rate.limit));
  const windowMs = Math.max(1, rate.windowMs);
  return {
    rate: { limit, windowMs },
    limit,
    proven: limit ?? 0,
    windowMs,
    log: [],
    permits: [],
    until: 0,
    reason: 'rate_limited',
    incident: null,
    lastHitAt: 0,
    began: null,
    clean: 0,
    patience: FIRST_PATIENCE,
    watch: { since: 0, bound: false },
    piece: null,
  };
}

/**
 * Asks for up to `want` calls; `id` names the permit, and asking again by the name of one that is out answers the same. When none
 * are granted: ask again at `askAgainAt` (epoch ms).
 */
export function askPace(
  before: PaceState,
  { id, want, now }: { id: string; want: number; now: number },
): { state: PaceState; granted: number; askAgainAt: number } {
  const tidied = tidy(before, now);
  if (now < tidied.until) return { state: tidied, granted: 0, askAgainAt: tidied.until };
  const state = watchWindow(settleIncident({ ...tidied, until: 0 }, now), now);
  const out = state.permits.find(permit => permit.id === id);
  if (out) return { state, granted: out.calls, askAgainAt: now };
  const calls = Math.max(0, Math.floor(Math.min(want, Number.MAX_SAFE_INTEGER)) || 0);
  const { free, piece } = room(state, now);
  const granted = Math.min(calls, isFull(state) ? 0 : onTrial(state, free, now));
  if (granted > 0) return { state: grant(state, { id, at: now, calls: granted }, piece), granted, askAgainAt: now };
  return { state: free === 0 ? bound(state, now) : state, granted, askAgainAt: askAgainAt(state, calls, now) };
}

/** Takes in what became of a permit. One nobody knows counts all the same: its calls were made. */
export function reportPace(before: PaceState, { id, now, passed, stop }: PaceReport): PaceState {
  const state = tidy(before, now);
  const permit = state.permits.find(p => p.id === id);
  const known = { ...state, permits: state.permits.filter(p => p.id !== id) };
  const logged = addToLog(known, Math.max(0, Math.floor(passed) || 0), now);
  const tried = state.incident?.trial?.id === id ? endTrial(logged, passed > 0) : logged;
  return stop ? stopped(tried, stop, now, permit !== undefined && permit.at <= state.lastHitAt) : tried;
}

/** Shuts the gate for another reason; a longer stop that stands already stays. */
export function shutPace(state: PaceState, stop: { until: number; reason: PaceReason; now: number }): PaceState {
  return shutUntil(state, stop.until, stop.reason, stop.now);
}

/** Until when (epoch ms) nobody may call; 0 when the gate is open. A block that has run out is 0 from the next ask on. */
export function paceBlockedUntil(state: PaceState): number {
  return state.until;
}

/** The block, with why. `until` is as above; while it is 0 the reason is that of the last block. */
export function paceBlock(state: PaceState): { until: number; reason: PaceReason } {
  return { until: state.until, reason: state.reason };
}

/** How many calls may be made now. `piece`: they are more than is proven. */
function room(state: PaceState, now: number): { free: number; piece: boolean } {
  if (state.limit === null) return { free: Number.MAX_SAFE_INTEGER, piece: false };
  const count = used(state, now);
  if (count < state.proven) return { free: state.proven - count, piece: false };
  const isOut = state.permits.some(permit => permit.id === state.piece && isAwaited(permit, now));
  return { free: isOut ? 0 : Math.min(PIECE, Math.max(0, state.limit - count)), piece: true };
}

/** After a 429 one call goes first, and alone, whoever sends it. */
function onTrial({ incident }: PaceState, free: number, now: number): number {
  if (!incident) return free;
  return isTried(incident.trial, now) ? 0 : Math.min(1, free);
}

const isTried = (trial: Permit | null, now: number) => trial !== null && now < trial.at + TRIAL_MS;

function grant(state: PaceState, permit: Permit, piece: boolean): PaceState {
  const began = state.log.length === 0 && state.permits.length === 0 ? permit.at : state.began;
  return {
    ...state,
    began,
    permits: [...state.permits, permit],
    incident: state.incident && { ...state.incident, trial: permit },
    piece: piece ? permit.id : state.piece,
  };
}

/** A trial that passed ends the incident; one whose call was not made decides nothing. */
function endTrial(state: PaceState, passed: boolean): PaceState {
  return { ...state, incident: passed ? null : state.incident && { ...state.incident, trial: null } };
}

/** Notes that the limit held calls back, unless it was only a piece that is still out. */
function bound(state: PaceState, now: number): PaceState {
  if (state.limit === null || state.watch.bound || used(state, now) < state.limit) return state;
  return { ...state, watch: { ...state.watch, bound: true } };
}

/** Counts the windows that were used up without a 429, and tries a little more when there were enough of them. */
function watchWindow(state: PaceState, now: number): PaceState {
  const { limit, watch, rate, patience } = state;
  if (limit === null || state.incident || (now >= watch.since && now < watch.since + state.windowMs)) return state;
  const next = { ...state, watch: { since: now, bound: false } };
  if (!watch.bound) return next;
  const clean = state.clean + 1;
  if (clean < patience || limit >= (rate.limit ?? Infinity)) return { ...next, clean, proven: limit };
  // What was tried and held is proven: the limit has grown, and looking for more is worth while again.
  const more = Math.min(Math.ceil(limit * GROWTH), rate.limit ?? Infinity);
  const held = limit > state.proven;
  return { ...next, clean, proven: limit, limit: more, patience: held ? FIRST_PATIENCE : patience };
}

function askAgainAt(state: PaceState, want: number, now: number): number {
  if (isTried(state.incident?.trial ?? null, now)) return Math.ceil(now + TRIAL_POLL_MS);
  const limit = state.limit ?? Infinity;
  const over = Math.max(0, used(state, now) - limit);
  const worth = Math.max(1, Math.min(want, Math.ceil(limit * WORTHWHILE)));
  const freed = freedAt(state, over + worth, now);
  const soonest = state.permits.some(permit => isAwaited(permit, now)) ? now + RETURNS_POLL_MS : Infinity;
  return Math.ceil(Math.max(now + 1, Math.min(freed, soonest)));
}
