/** Why a gate is shut. */
export type PaceReason = 'rate_limited' | 'quota_exceeded' | 'grant_unconfirmed';

/** `limit` calls in any `windowMs`. A limit of null was not told and is learned; the window is the one the DSP documents. */
export type KnownRate = { limit: number | null; windowMs: number };

/** An answer that said to stop. `retryAfterMs` is null when it did not say for how long. */
export type PaceStop = { kind: 'rate_limited' | 'quota_exceeded'; retryAfterMs: number | null };

/**
 * What became of a permit: `passed` calls were answered with anything but 429, or never; `refused` with 429; the rest was not
 * made. A stop may be told ahead of its permit's report under an id of its own.
 */
export type PaceReport = { id: string; now: number; passed: number; refused: number; stop: PaceStop | null };

export type Permit = { id: string; at: number; calls: number };

/** From the first 429 until a call passes again: blocked, then one call on trial at a time. */
export type Incident = {
  at: number;
  /** when the calls began that ran into it, if the DSP had not been called for a window before */
  began: number | null;
  /** when the one before was met, 0 for none */
  previousAt: number;
  /** how long the first answer said to wait */
  toldMs: number | null;
  /** a spent quota says nothing of the limit */
  learns: boolean;
  /** the block is over and the limit was drawn from the log */
  settled: boolean;
  trial: Permit | null;
  /** trials that were refused */
  refusals: number;
};

/** All that the workers share about one DSP's limit. JSON; instants are epoch ms. */
export type PaceState = {
  rate: KnownRate;
  /** the limit in force; null while none was met */
  limit: number | null;
  /** up to here the limit has held; what lies above is tried in small pieces */
  proven: number;
  windowMs: number;
  /** calls that passed, oldest first; each instant is that of the last report in it, never before the DSP saw the calls */
  log: (readonly [at: number, calls: number])[];
  permits: Permit[];
  until: number;
  reason: PaceReason;
  incident: Incident | null;
  lastHitAt: number;
  /** when the first call was allowed after a window without any */
  began: number | null;
  /** windows without a 429 in which the limit was what held calls back */
  clean: number;
  /** so many of them before more is tried */
  patience: number;
  /** the window that is being watched for that */
  watch: { since: number; bound: boolean };
  /** the permit that tries more than is proven */
  piece: string | null;
};
