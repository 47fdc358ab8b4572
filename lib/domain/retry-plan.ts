import type { Reason } from './presave-state';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a DSP may answer other than yes; the kinds of `Failure` in `lib/dsp/types.ts`, which says what each means. */
export const FAILURE_KINDS = [
  'rate_limited',
  'quota_exceeded',
  'grant_rejected',
  'access_expired',
  'not_registered',
  'not_live',
  'unavailable',
  'refused',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** All times are epoch ms. */
export type RetryInput = {
  failure: FailureKind;
  /** attempts burnt before this failure */
  attempts: number;
  /** leases lost before; counted apart and without weight here */
  rescues: number;
  /** when the grant was first rejected without a success since; null when this is the first time */
  rejectedSince: number | null;
  now: number;
  /** from 0 up to, not including, 1 */
  jitter: number;
  /** how long the DSP said to wait; null when it did not say */
  retryAfterMs: number | null;
  /** the release moment in the fan's territory; without it a release that is not live yet is tried hourly */
  dueAt?: number | null;
  /** the next instant at which the release turns in another territory; null when it has turned everywhere */
  nextMomentAt?: number | null;
};

export type Retry = { action: 'retry'; at: number; burnsAttempt: boolean; reason: Reason };
export type Refuse = { action: 'refuse'; reason: Reason };
export type RetryPlan = Retry | Refuse | { action: 'needs_reconnect'; reason: Reason };

/** Twenty attempts over almost 14 days: an outage of minutes is forgiven in minutes, one of days does not use them up. */
const BACK_OFF: readonly number[] = [
  ...[1, 3, 10, 30].map(n => n * MINUTE),
  ...[1, 2, 4, 8, 12, 12, 24, 24, 24, 24, 24, 24, 36, 36, 36, 36].map(n => n * HOUR),
];
export const MAX_ATTEMPTS = BACK_OFF.length;

/** How long a release may be late before a pre-save is given up. */
export const MAX_LATENESS_MS = 14 * DAY;

const RATE_PAUSE = 30 * SECOND;
const QUOTA_PAUSE = HOUR;

/** Tries of a rejected grant, counted from the first rejection. A DSP's outage once said "invalid grant" of everyone. */
const CONFIRMATIONS: readonly number[] = [30 * MINUTE, 2 * HOUR, 3 * HOUR];
const CONFIRMED_AFTER = 3 * HOUR;

/** A fifth more or less: many rows that fail in one second must not come back in one. */
const around = (wait: number, jitter: number) => Math.round(wait * (0.8 + 0.4 * jitter));
/** A tenth more at most and never less, for waits that were told to us or that prove something. */
const after = (wait: number, jitter: number) => Math.round(wait * (1 + 0.1 * jitter));

const retry = (at: number, reason: Reason, burnsAttempt = false): Retry => ({
  action: 'retry',
  at,
  burnsAttempt,
  reason,
});

/** What to do with a pre-save after a failure. Pure: the worker writes what this says. */
export function planRetry(input: RetryInput): RetryPlan {
  const { now, jitter } = input;
  switch (input.failure) {
    case 'rate_limited':
      return retry(now + after(told(input.retryAfterMs, RATE_PAUSE), jitter), 'rate_limited');
    case 'quota_exceeded':
      return retry(now + after(told(input.retryAfterMs, QUOTA_PAUSE), jitter), 'quota_exceeded');
    case 'grant_rejected':
      return confirmRejection(input);
    case 'access_expired':
      // The token was fresh a moment ago: once at once, with a new one. If that is no use either, the DSP is unwell.
      return input.attempts === 0 ? retry(now, 'dsp_unavailable', true) : backOff(input);
    case 'not_registered':
      return { action: 'refuse', reason: 'not_registered' };
    case 'not_live':
      return awaitRelease(input);
    case 'unavailable':
      return backOff(input);
    case 'refused':
      return { action: 'refuse', reason: 'dsp_refused' };
  }
}

/** A wait from outside: what is no sensible length of time counts as not said, and none is longer than a release may be late. */
function told(wait: number | null, otherwise: number): number {
  return wait !== null && Number.isFinite(wait) && wait >= 0 ? Math.min(wait, MAX_LATENESS_MS) : otherwise;
}

function backOff({ attempts, now, jitter }: RetryInput): RetryPlan {
  const wait = BACK_OFF[Math.max(0, attempts)];
  if (wait === undefined) return { action: 'refuse', reason: 'attempts_exhausted' };
  return retry(now + around(wait, jitter), 'dsp_unavailable', true);
}

function confirmRejection({ rejectedSince, now, jitter }: RetryInput): RetryPlan {
  const since = Math.min(rejectedSince ?? now, now);
  const next = CONFIRMATIONS.find(mark => since + mark > now);
  if (next === undefined || now - since >= CONFIRMED_AFTER)
    return { action: 'needs_reconnect', reason: 'grant_rejected' };
  return retry(since + after(next, jitter), 'grant_unconfirmed');
}

/** Marks at which a release that is late is tried: 5, 15, 30, 60 minutes, hourly to 48 hours, six-hourly to 14 days. */
function awaitRelease({ dueAt, nextMomentAt, now, jitter }: RetryInput): RetryPlan {
  // The market is open and this account does not have it: the account is of another territory, one that turns later.
  if (nextMomentAt !== undefined && nextMomentAt !== null && nextMomentAt > now)
    return retry(nextMomentAt + Math.round(MINUTE * jitter), 'not_live_yet');
  if (dueAt === undefined || dueAt === null) return retry(now + around(HOUR, jitter), 'not_live_yet');
  const late = Math.max(0, now - dueAt);
  if (late >= MAX_LATENESS_MS) return { action: 'refuse', reason: 'not_live_yet' };
  const mark = [5, 15, 30, 60].map(n => n * MINUTE).find(m => m > late);
  const step = late < 2 * DAY ? HOUR : 6 * HOUR;
  const next = mark ?? (Math.floor(late / step) + 1) * step;
  return retry(dueAt + late + after(next - late, jitter), 'not_live_yet');
}

const RESCUE_WAITS: readonly number[] = [0, 5 * SECOND, MINUTE, 10 * MINUTE, 10 * MINUTE];
export const MAX_RESCUES = RESCUE_WAITS.length;

/**
 * What to do with a pre-save whose worker's lease ran out: taken back at once, then after 5 s, 1 min and 10 min, at most five
 * times. `rescues` counts those before. A row that kills its worker each time must not do so for ever.
 */
export function planRescue({ rescues, now, jitter }: { rescues: number; now: number; jitter: number }): Retry | Refuse {
  const wait = RESCUE_WAITS[Math.max(0, rescues)];
  if (wait === undefined) return { action: 'refuse', reason: 'rescues_exhausted' };
  return retry(now + after(wait, jitter), 'rescued');
}
