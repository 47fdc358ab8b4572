import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inFlightCap, newInFlight, onAnswer, onLimited, type InFlight } from './in-flight';

/** A process that keeps its cap full, against a DSP that answers in `latencyMs` and a process that makes `perSecond` calls. */
function busy(state: InFlight, ms: number, latencyMs: number, perSecond = Infinity, from = 0): InFlight {
  let now = from;
  while (now < from + ms) {
    const cap = inFlightCap(state);
    const took = Math.max(latencyMs, (cap * 1000) / perSecond);
    now += took / cap;
    state = onAnswer(state, { latencyMs: took, now });
  }
  return state;
}

test('begins at 12 and grows by about one in 250 ms while answers come as fast as ever', () => {
  expect(inFlightCap(newInFlight())).toBe(12);
  const later = inFlightCap(busy(newInFlight(), 5_000, 20));
  expect(later).toBeGreaterThanOrEqual(28);
  expect(later).toBeLessThanOrEqual(32);
});

test('stops growing when calls queue, with enough in flight for all that goes through, however long it runs', () => {
  for (const ms of [10_000, 60_000, 200_000]) {
    const cap = inFlightCap(busy(newInFlight(), ms, 20, 1_000));
    expect(cap).toBeGreaterThanOrEqual(18);
    expect(cap).toBeLessThanOrEqual(44);
  }
});

test('shrinks when the DSP slows down', () => {
  const fast = busy(newInFlight(), 5_000, 20);
  expect(inFlightCap(busy(fast, 5_000, 200, Infinity, 5_000))).toBeLessThan(inFlightCap(fast));
});

test('does not grow for a process that does not use what it has', () => {
  let state = newInFlight();
  for (let now = 0; now < 20_000; now += 100) state = onAnswer(state, { latencyMs: 20, now });
  expect(inFlightCap(state)).toBe(12);
});

test('a pause is no sign of anything', () => {
  const before = busy(newInFlight(), 2_000, 20);
  const after = onAnswer(before, { latencyMs: 20, now: 30_000 });
  expect(inFlightCap(after)).toBe(inFlightCap(before));
});

describe('a 429', () => {
  test('halves the cap, once for all of one moment', () => {
    const once = onLimited(newInFlight());
    expect(inFlightCap(once)).toBe(6);
    expect(inFlightCap(onLimited(onLimited(once)))).toBe(6);
  });

  test('again after answers halves it again, down to four', () => {
    let state = newInFlight();
    for (let n = 0; n < 5; n++) state = onLimited(busy(state, 300, 20, Infinity, n * 300));
    expect(inFlightCap(state)).toBe(4);
  });
});

test('the cap is a whole number from 4 to 128 whatever happens, and survives JSON', () => {
  const event = fc.record({
    limited: fc.boolean(),
    latencyMs: fc.oneof(fc.double({ min: 0, max: 30_000, noNaN: true }), fc.double()),
    now: fc.integer({ min: -1_000, max: 100_000 }),
    times: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), events => {
      let state = newInFlight();
      for (const { limited, latencyMs, now, times } of events) {
        for (let n = 0; n < times; n++) state = onAnswer(state, { latencyMs, now: now + n * 60 });
        if (limited) state = onLimited(state);
        expect(Number.isInteger(inFlightCap(state))).toBe(true);
        expect(inFlightCap(state)).toBeGreaterThanOrEqual(4);
        expect(inFlightCap(state)).toBeLessThanOrEqual(128);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
    }),
  );
  expect(inFlightCap(busy(newInFlight(), 60_000, 500))).toBeLessThanOrEqual(128);
});
