import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASONS } from './presave-state';
import {
  FAILURE_KINDS,
  MAX_ATTEMPTS,
  MAX_LATENESS_MS,
  MAX_RESCUES,
  planRescue,
  planRetry,
  type RetryInput,
} from './retry-plan';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 11, 11);

/** The middle of the jitter's range, at which `unavailable` waits are as written. */
const plan = (more: Partial<RetryInput> & Pick<RetryInput, 'failure'>) =>
  planRetry({ attempts: 0, rescues: 0, rejectedSince: null, now: NOW, jitter: 0.5, retryAfterMs: null, ...more });

describe('a DSP that is unavailable', () => {
  test.each([
    [0, 1 * MINUTE],
    [1, 3 * MINUTE],
    [2, 10 * MINUTE],
    [3, 30 * MINUTE],
    [4, 1 * HOUR],
    [5, 2 * HOUR],
    [6, 4 * HOUR],
    [7, 8 * HOUR],
    [8, 12 * HOUR],
    [19, 36 * HOUR],
  ])('after %d burnt attempts waits %d ms', (attempts, wait) => {
    expect(plan({ failure: 'unavailable', attempts })).toEqual({
      action: 'retry',
      at: NOW + wait,
      burnsAttempt: true,
      reason: 'dsp_unavailable',
    });
  });

  test('is tried about twenty times over about 14 days, then given up', () => {
    let now = NOW;
    let attempts = 0;
    let next = plan({ failure: 'unavailable' });
    while (next.action === 'retry' && attempts < 1000) {
      now = next.at;
      attempts++;
      next = plan({ failure: 'unavailable', attempts, now });
    }
    expect(next).toEqual({ action: 'refuse', reason: 'attempts_exhausted' });
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(MAX_ATTEMPTS).toBe(20);
    expect((now - NOW) / DAY).toBeGreaterThan(13);
    expect((now - NOW) / DAY).toBeLessThanOrEqual(14);
  });

  test('rows that fail together come back apart', () => {
    const waits = [0, 0.25, 0.999].map(jitter => {
      const next = plan({ failure: 'unavailable', attempts: 4, jitter });
      return next.action === 'retry' ? (next.at - NOW) / MINUTE : 0;
    });
    expect(waits[0]).toBe(48);
    expect(waits[1]).toBe(54);
    expect(waits[2]).toBeCloseTo(72, 0);
  });
});

describe('a limit', () => {
  test.each([
    ['rate_limited', 90 * SECOND, 90 * SECOND],
    ['rate_limited', null, 30 * SECOND],
    ['rate_limited', -5, 30 * SECOND],
    ['rate_limited', Number.NaN, 30 * SECOND],
    ['rate_limited', Number.POSITIVE_INFINITY, 30 * SECOND],
    ['rate_limited', 365 * DAY, MAX_LATENESS_MS],
    ['quota_exceeded', 6 * HOUR, 6 * HOUR],
    ['quota_exceeded', null, HOUR],
  ] as const)('%s that says %s is obeyed: %d ms, and burns nothing', (failure, retryAfterMs, wait) => {
    const asked = { failure, retryAfterMs, attempts: 19 } as const;
    expect(plan({ ...asked, jitter: 0 })).toEqual({
      action: 'retry',
      at: NOW + wait,
      burnsAttempt: false,
      reason: failure,
    });
    const late = plan({ ...asked, jitter: 0.99 });
    if (late.action !== 'retry') throw new Error('a limit ended a pre-save');
    expect(late.at).toBeGreaterThan(NOW + wait);
    expect(late.at).toBeLessThanOrEqual(NOW + wait * 1.1);
  });
});

describe('a release that is not live', () => {
  test.each([
    [0, 5 * MINUTE],
    [4 * MINUTE, 5 * MINUTE],
    [5 * MINUTE, 15 * MINUTE],
    [16 * MINUTE, 30 * MINUTE],
    [31 * MINUTE, HOUR],
    [HOUR, 2 * HOUR],
    [47.5 * HOUR, 48 * HOUR],
    [48 * HOUR, 54 * HOUR],
    [13 * DAY + 23 * HOUR, 14 * DAY],
  ])('%d ms after its moment is tried again at %d', (late, next) => {
    const dueAt = NOW - late;
    expect(plan({ failure: 'not_live', dueAt, attempts: 19, jitter: 0 })).toEqual({
      action: 'retry',
      at: dueAt + next,
      burnsAttempt: false,
      reason: 'not_live_yet',
    });
  });

  test('before its moment waits for it', () => {
    const next = plan({ failure: 'not_live', dueAt: NOW + HOUR, jitter: 0 });
    expect(next).toMatchObject({ action: 'retry', at: NOW + HOUR + 5 * MINUTE });
  });

  test('tries an account that does not have it yet again when the next territory turns, and burns nothing', () => {
    const nextMomentAt = NOW + 3 * HOUR;
    expect(plan({ failure: 'not_live', dueAt: NOW - HOUR, nextMomentAt, attempts: 19, jitter: 0.5 })).toEqual({
      action: 'retry',
      at: nextMomentAt + 30_000,
      burnsAttempt: false,
      reason: 'not_live_yet',
    });
  });

  test('after 14 days is given up', () => {
    expect(plan({ failure: 'not_live', dueAt: NOW - 14 * DAY })).toEqual({ action: 'refuse', reason: 'not_live_yet' });
  });

  test('with no known moment is tried hourly', () => {
    const hourly = { action: 'retry', at: NOW + HOUR, burnsAttempt: false, reason: 'not_live_yet' };
    expect(plan({ failure: 'not_live' })).toEqual(hourly);
    expect(plan({ failure: 'not_live', dueAt: null })).toEqual(hourly);
  });

  test('is tried about a hundred times in 14 days, whatever the jitter', () => {
    for (const jitter of [0, 0.5, 0.99]) {
      let now = NOW;
      let tries = 0;
      for (
        let next = plan({ failure: 'not_live', dueAt: NOW, now, jitter });
        next.action === 'retry' && tries < 1000;
        tries++
      ) {
        expect(next.at).toBeGreaterThan(now);
        now = next.at;
        next = plan({ failure: 'not_live', dueAt: NOW, now, jitter });
      }
      expect(tries).toBeGreaterThan(90);
      expect(tries).toBeLessThan(110);
    }
  });
});

describe('a grant that is rejected', () => {
  test('is not believed for three hours', () => {
    const first = plan({ failure: 'grant_rejected', jitter: 0 });
    expect(first).toEqual({ action: 'retry', at: NOW + 30 * MINUTE, burnsAttempt: false, reason: 'grant_unconfirmed' });
    const later = (elapsed: number) =>
      plan({ failure: 'grant_rejected', rejectedSince: NOW, now: NOW + elapsed, jitter: 0 });
    expect(later(30 * MINUTE)).toMatchObject({ action: 'retry', at: NOW + 2 * HOUR });
    expect(later(2 * HOUR)).toMatchObject({ action: 'retry', at: NOW + 3 * HOUR, reason: 'grant_unconfirmed' });
    expect(later(3 * HOUR - 1)).toMatchObject({ action: 'retry' });
    expect(later(3 * HOUR)).toEqual({ action: 'needs_reconnect', reason: 'grant_rejected' });
    expect(later(9 * DAY)).toEqual({ action: 'needs_reconnect', reason: 'grant_rejected' });
  });

  test('is tried four times in all before the fan is asked again, whatever the jitter', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), jitter => {
        let tries = 1;
        let next = plan({ failure: 'grant_rejected', jitter });
        let now = NOW;
        while (next.action === 'retry' && tries < 1000) {
          now = next.at;
          tries++;
          next = plan({ failure: 'grant_rejected', rejectedSince: NOW, now, jitter });
        }
        expect(tries).toBe(4);
        expect(now - NOW).toBeGreaterThanOrEqual(3 * HOUR);
      }),
    );
  });

  test('since a time ahead of now, by clocks that disagree, starts now', () => {
    expect(plan({ failure: 'grant_rejected', rejectedSince: NOW + MINUTE, jitter: 0 })).toMatchObject({
      action: 'retry',
      at: NOW + 30 * MINUTE,
    });
  });
});

test('an access token that ran out is renewed at once, and only once at once', () => {
  expect(plan({ failure: 'access_expired' })).toEqual({
    action: 'retry',
    at: NOW,
    burnsAttempt: true,
    reason: 'dsp_unavailable',
  });
  expect(plan({ failure: 'access_expired', attempts: 1 })).toMatchObject({
    action: 'retry',
    at: NOW + 3 * MINUTE,
    burnsAttempt: true,
  });
  expect(plan({ failure: 'access_expired', attempts: MAX_ATTEMPTS })).toEqual({
    action: 'refuse',
    reason: 'attempts_exhausted',
  });
});

test('what will never do is refused with its reason', () => {
  expect(plan({ failure: 'not_registered' })).toEqual({ action: 'refuse', reason: 'not_registered' });
  expect(plan({ failure: 'refused' })).toEqual({ action: 'refuse', reason: 'dsp_refused' });
});

test('no plan lies in the past, none is for ever, and every reason is one the ledger knows', () => {
  fc.assert(
    fc.property(
      fc.record({
        failure: fc.constantFrom(...FAILURE_KINDS),
        attempts: fc.integer({ min: -1, max: 40 }),
        rescues: fc.nat(10),
        rejectedSince: fc.option(fc.integer({ min: NOW - 20 * DAY, max: NOW + HOUR })),
        now: fc.constant(NOW),
        jitter: fc.double({ min: 0, max: 0.9999, noNaN: true }),
        retryAfterMs: fc.option(fc.double()),
        dueAt: fc.option(fc.integer({ min: NOW - 20 * DAY, max: NOW })),
      }),
      input => {
        const next = planRetry(input);
        expect(REASONS).toContain(next.reason);
        if (next.action !== 'retry') return;
        expect(Number.isInteger(next.at)).toBe(true);
        expect(next.at).toBeGreaterThanOrEqual(NOW);
        expect(next.at).toBeLessThanOrEqual(NOW + 1.2 * MAX_LATENESS_MS);
        expect(next.burnsAttempt).toBe(next.reason === 'dsp_unavailable');
      },
    ),
  );
});

describe('a lease that ran out', () => {
  test.each([
    [0, 0],
    [1, 5 * SECOND],
    [2, MINUTE],
    [3, 10 * MINUTE],
    [4, 10 * MINUTE],
  ])('after %d rescues waits %d ms', (rescues, wait) => {
    const expected = { action: 'retry', at: NOW + wait, burnsAttempt: false, reason: 'rescued' };
    expect(planRescue({ rescues, now: NOW, jitter: 0 })).toEqual(expected);
  });

  test('is rescued five times, then refused', () => {
    expect(MAX_RESCUES).toBe(5);
    expect(planRescue({ rescues: 5, now: NOW, jitter: 0.5 })).toEqual({
      action: 'refuse',
      reason: 'rescues_exhausted',
    });
    expect(planRescue({ rescues: 50, now: NOW, jitter: 0.5 })).toEqual({
      action: 'refuse',
      reason: 'rescues_exhausted',
    });
  });
});
