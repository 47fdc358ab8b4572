import { countAfter } from './pace-log';
import type { Incident, PaceReason, PaceState, PaceStop } from './pace-state';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const LONGEST_STOP_MS = 7 * 24 * HOUR;
/** Less than this would have every worker back before the first has heard. */
const SHORTEST_STOP_MS = SECOND;
const UNTOLD_QUOTA_MS = HOUR;
const MOST_DOUBLINGS = 6;

/** What is told beyond this is a ban and says nothing of the window. */
const LONGEST_WINDOW_MS = 600 * SECOND;
/** So near to the documented window it is the documented one: what is told are whole seconds, rounded up. */
const NEAR_MS = 1.5 * SECOND;
/** Windows people choose. What is measured is the window and up to a second of rounding, and some ms either way. */
const LIKELY_S = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
const ROUNDING_MS = 1.3 * SECOND;
const EARLY_MS = 50;

/** A 429 at less of the limit than this, out of the blue, was not the limit: calls were counted as gone that were not. */
const TOO_FEW = 0.4;

export const FIRST_PATIENCE = 10;
const LONGEST_PATIENCE = 80;

/** Shuts the gate. A longer stop that stands already stays, and so does its reason. */
export function shutUntil(state: PaceState, until: number, reason: PaceReason, now: number): PaceState {
  const at = Math.min(until, now + LONGEST_STOP_MS);
  return at > state.until ? { ...state, until: at, reason } : state;
}

/** Takes in an answer that said to stop. `late`: it answers a call that was allowed before the last 429 was met. */
export function stopped(state: PaceState, stop: PaceStop, now: number, late: boolean): PaceState {
  const { incident } = state;
  if (incident ? !incident.settled || late : late) return sameIncident(state, stop, now);
  return incident ? refusedAgain(state, incident, stop, now) : newIncident(state, stop, now);
}

/** Draws the limit from the log, once the block is over and all calls from before it are reported. */
export function settleIncident(state: PaceState, now: number): PaceState {
  const { incident } = state;
  if (!incident || incident.settled) return state;
  const settled = { ...state, incident: { ...incident, settled: true, trial: null } };
  if (!incident.learns) return settled;
  const windowMs = cutShort(state, incident) ? lengthened(state, incident) : state.windowMs;
  const passed = Math.max(1, countAfter(state.log, incident.at - windowMs));
  const limit = Math.min(passed, state.rate.limit ?? passed);
  const tried = state.limit !== null && state.limit > state.proven;
  return {
    ...settled,
    windowMs,
    limit,
    proven: limit,
    clean: 0,
    patience: tried ? Math.min(state.patience * 2, LONGEST_PATIENCE) : FIRST_PATIENCE,
    watch: { since: now, bound: false },
    piece: null,
  };
}

/** Many answers to the calls of one moment are one 429; only what they tell can make the block longer. */
function sameIncident(state: PaceState, stop: PaceStop, now: number): PaceState {
  const told = toldBy(stop);
  if (told === null && stop.kind === 'rate_limited') return state;
  return shutUntil(state, now + (told ?? UNTOLD_QUOTA_MS), stop.kind, now);
}

function newIncident(state: PaceState, stop: PaceStop, now: number): PaceState {
  const toldMs = toldBy(stop);
  const learns = stop.kind === 'rate_limited';
  const measured = learns ? measuredWindow(state, state.began, toldMs, now) : null;
  const met = {
    ...state,
    windowMs: measured ?? state.windowMs,
    incident: {
      at: now,
      began: state.began,
      previousAt: state.lastHitAt,
      toldMs,
      learns,
      settled: false,
      trial: null,
      refusals: 0,
    },
    lastHitAt: now,
    began: null,
  };
  return shutUntil(met, now + (toldMs ?? untold(stop, state.windowMs, 0)), stop.kind, now);
}

/** The wait was served and the call on trial refused: what was told was too short, or nothing was. */
function refusedAgain(state: PaceState, incident: Incident, stop: PaceStop, now: number): PaceState {
  const toldMs = toldBy(stop);
  const refusals = incident.refusals + 1;
  const again = { ...state, incident: { ...incident, refusals, settled: false, trial: null }, lastHitAt: now };
  const shut = shutUntil(again, now + (toldMs ?? untold(stop, state.windowMs, refusals)), stop.kind, now);
  if (!incident.learns || stop.kind !== 'rate_limited' || state.rate.limit !== null) return shut;
  // Once it may have been rounding, and the second answer measures better than the first. After that nothing told is believed.
  const measured = refusals === 1 ? measuredWindow(state, incident.began, toldMs, now) : null;
  if (measured !== null && measured > state.windowMs) return { ...shut, windowMs: measured };
  return { ...shut, windowMs: Math.max(state.windowMs, Math.min(2 * state.windowMs, state.rate.windowMs)) };
}

/** A wait as told, or null when it is none. */
function toldBy({ retryAfterMs }: PaceStop): number | null {
  if (retryAfterMs === null || !Number.isFinite(retryAfterMs) || retryAfterMs < 0) return null;
  return Math.min(Math.max(retryAfterMs, SHORTEST_STOP_MS), LONGEST_STOP_MS);
}

function untold(stop: PaceStop, windowMs: number, before: number): number {
  return (stop.kind === 'quota_exceeded' ? UNTOLD_QUOTA_MS : windowMs) * 2 ** Math.min(before, MOST_DOUBLINGS);
}

/**
 * The window, if the first call into it is known: that one leaves when the wait is over. Null when this cannot be told, or when
 * the limit was told and its window with it.
 */
function measuredWindow(state: PaceState, began: number | null, toldMs: number | null, now: number): number | null {
  if (state.rate.limit !== null || began === null || toldMs === null || toldMs > LONGEST_WINDOW_MS) return null;
  const documented = state.rate.windowMs;
  const measured = Math.max(0, now - began) + toldMs;
  // A run that began longer ago than the documented window is too long, and tells no more than that it has gone round.
  if (Math.abs(measured - documented) <= NEAR_MS || (measured > documented && toldMs <= documented + NEAR_MS))
    return documented;
  const likely = LIKELY_S.map(s => s * SECOND).findLast(ms => ms <= measured + EARLY_MS);
  return likely !== undefined && measured - likely <= ROUNDING_MS ? likely : Math.ceil(measured);
}

/** Whether a 429 came so early, and so long after the one before, that the window must be longer than was thought. */
function cutShort({ rate, limit, windowMs, log }: PaceState, { at, previousAt }: Incident): boolean {
  if (rate.limit !== null || limit === null || windowMs >= rate.windowMs || at - previousAt <= windowMs) return false;
  return countAfter(log, at - windowMs) < TOO_FEW * limit;
}

function lengthened({ windowMs, rate }: PaceState, { toldMs }: Incident): number {
  const more = Math.min(Math.max(toldMs ?? windowMs, windowMs / 10), windowMs);
  return Math.min(windowMs + more, rate.windowMs);
}
