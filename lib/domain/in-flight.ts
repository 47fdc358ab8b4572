/**
 * How many calls one process keeps in flight: enough that the DSP's time to answer does not hold it up, and no more, so that a
 * surprising 429 is answered to few. Grows while answers come about as fast as they ever did, and shrinks when calls queue.
 */
export type InFlight = {
  cap: number;
  /** mean latency of the last rounds, weighted towards the latest; null before the first */
  smoothedMs: number | null;
  /** the best round of this epoch and of the one before */
  bestMs: number | null;
  earlierBestMs: number | null;
  epochAt: number;
  round: { at: number; answers: number; latencyMs: number };
  lastAt: number;
  /** halved already in this round: the many 429s of one moment are one */
  limited: boolean;
};

const START = 12;
const FLOOR = 4;
const CEILING = 128;

/** No call is waited for longer. */
const LONGEST_MS = 600_000;

const ROUND_MS = 250;
/** The mean of fewer says more of chance than of queues. */
const ROUND_ANSWERS = 16;
/** What counts as the best latency lately: that of this epoch or the last. */
const EPOCH_MS = 30_000;
const GROWS_BELOW = 1.25;
const SHRINKS_ABOVE = 2;
/** By how much it is drawn back once in an epoch, to see the latency without the queue. */
const DRAW_BACK = 1.5;
/** More room is of no use to a process that does not use what it has. */
const IN_USE = 0.7;

/** A process that has not called yet. */
export function newInFlight(): InFlight {
  return {
    cap: START,
    smoothedMs: null,
    bestMs: null,
    earlierBestMs: null,
    epochAt: 0,
    round: { at: 0, answers: 0, latencyMs: 0 },
    lastAt: 0,
    limited: false,
  };
}

/** An answer that was no 429, and how long it took. `now` in ms, of any clock that does not stand still. */
export function onAnswer(state: InFlight, { latencyMs, now }: { latencyMs: number; now: number }): InFlight {
  const took = Number.isFinite(latencyMs) ? Math.min(Math.max(0, latencyMs), LONGEST_MS) : 0;
  // A pause says nothing of how many calls were in flight, and neither does a clock that was put back.
  const paused = now < state.lastAt || now - state.lastAt > Math.max(1_000, 2 * took);
  const { at, answers, latencyMs: sum } = paused ? { at: now - took, answers: 0, latencyMs: 0 } : state.round;
  const next = { ...state, lastAt: now, round: { at, answers: answers + 1, latencyMs: sum + took } };
  return now - at >= ROUND_MS && next.round.answers >= ROUND_ANSWERS ? endRound(next, now) : next;
}

/** A 429. Those of one moment halve the cap once. */
export function onLimited(state: InFlight): InFlight {
  if (state.limited) return state;
  return { ...state, limited: true, cap: Math.max(FLOOR, Math.floor(state.cap / 2)) };
}

/** So many calls may be in flight. */
export function inFlightCap(state: InFlight): number {
  return Math.floor(state.cap);
}

function endRound(state: InFlight, now: number): InFlight {
  const { at, answers, latencyMs } = state.round;
  const mean = latencyMs / answers;
  const smoothedMs = state.smoothedMs === null ? mean : (state.smoothedMs + mean) / 2;
  const next = { ...state, smoothedMs, limited: false, round: { at: now, answers: 0, latencyMs: 0 } };
  if (state.bestMs !== null && Math.abs(now - state.epochAt) >= EPOCH_MS) {
    // Drawn back for a round, so that a latency that is all queue does not come to be taken for the DSP's own.
    const cap = Math.max(FLOOR, state.cap / DRAW_BACK);
    return { ...next, cap, epochAt: now, bestMs: mean, earlierBestMs: state.bestMs };
  }
  const bestMs = Math.min(mean, state.bestMs ?? mean);
  const epochAt = state.bestMs === null ? now : state.epochAt;
  // A DSP on this very machine answers in next to no time; a queue of some ms is none then.
  const best = Math.max(1, Math.min(bestMs, state.earlierBestMs ?? bestMs));
  return { ...next, bestMs, epochAt, cap: adjusted(state.cap, smoothedMs / best, latencyMs / (now - at)) };
}

/** `stretch`: the latency now to the best one. `mean`: calls that were in flight through the round. */
function adjusted(cap: number, stretch: number, mean: number): number {
  if (stretch > SHRINKS_ABOVE) return Math.max(FLOOR, cap * 0.9);
  return stretch < GROWS_BELOW && mean >= cap * IN_USE ? Math.min(CEILING, cap + 1) : cap;
}
