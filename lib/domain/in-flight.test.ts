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

describe('a round', () => {
  /** A process in the middle of its life: best latency 20 ms, 20 in flight, a round that began at 1,000. */
  const usual: InFlight = {
    ...newInFlight(),
    cap: 20,
    smoothedMs: 20,
    bestMs: 20,
    epochAt: 500,
    lastAt: 1_000,
    round: { at: 1_000, answers: 0, latencyMs: 0 },
  };
  /** So many answers, the last of them as the quarter of a second ends. */
  const round = (state: InFlight, latencyMs: number, answers = 16): InFlight => {
    const { at } = state.round;
    for (let n = 1; n < answers; n++) state = onAnswer(state, { latencyMs, now: at + 1 });
    return onAnswer(state, { latencyMs, now: at + 250 });
  };

  test('has sixteen answers at least, and a quarter of a second', () => {
    const full = { ...newInFlight(), cap: 12 };
    expect(round(full, 200, 15).cap).toBe(12);
    expect(round(full, 200, 16)).toMatchObject({ cap: 13, round: { at: 250, answers: 0, latencyMs: 0 } });
    let early = full;
    for (let n = 0; n < 40; n++) early = onAnswer(early, { latencyMs: 200, now: 249 });
    expect(early).toMatchObject({ cap: 12, round: { answers: 40 } });
  });

  test('the first is the measure of the next', () => {
    expect(round(newInFlight(), 200)).toMatchObject({ bestMs: 200, smoothedMs: 200, epochAt: 250 });
  });

  test('grows only while seven tenths of the room are in use', () => {
    // 14 in flight through 250 ms are 3,500 ms of latency
    const answers = 175;
    expect(round(usual, 20, answers).cap).toBe(21);
    expect(round(usual, 20, answers - 1).cap).toBe(20);
  });

  test('leaves a latency of up to twice the best alone, weighted towards the last, and shrinks by a tenth beyond', () => {
    const once = round(usual, 50, 100);
    expect(once).toMatchObject({ smoothedMs: 35, cap: 20, bestMs: 20 });
    expect(round(once, 50, 100)).toMatchObject({ smoothedMs: 42.5, cap: 18 });
    expect(round({ ...usual, smoothedMs: 40 }, 40, 100), 'twice is not beyond').toMatchObject({ cap: 20 });
    expect(round({ ...usual, smoothedMs: 25 }, 25, 200), 'as fast as ever is less than a quarter more').toMatchObject({
      cap: 20,
    });
    expect(round({ ...usual, cap: 4 }, 500, 100).cap).toBe(4);
  });

  test('measures by the better of this epoch and the last', () => {
    const remembered = { ...usual, bestMs: 100, smoothedMs: 100, earlierBestMs: 20 };
    expect(round(remembered, 100, 50).cap).toBe(18);
  });

  test('draws back by a third once in thirty seconds, and takes that round for the measure', () => {
    const late = { ...usual, epochAt: 1_250 - 30_000 };
    expect(round(late, 60, 100)).toMatchObject({
      cap: 20 / 1.5,
      bestMs: 60,
      earlierBestMs: 20,
      epochAt: 1_250,
    });
    expect(round({ ...late, epochAt: late.epochAt + 1 }, 20, 200)).toMatchObject({ cap: 21, earlierBestMs: null });
    expect(round({ ...late, cap: 5 }, 60, 100).cap).toBe(4);
  });

  test.each([
    ['a pause of more than a second', 20, 1_001],
    ['a pause of more than twice the answer’s own time', 800, 1_601],
    ['a clock that was put back', 20, -1],
  ])('begins anew after %s', (_, latencyMs, later) => {
    const begun = onAnswer(usual, { latencyMs: 20, now: 1_000 });
    expect(begun.round).toEqual({ at: 1_000, answers: 1, latencyMs: 20 });
    const now = 1_000 + later;
    expect(onAnswer(begun, { latencyMs, now }).round).toEqual({ at: now - latencyMs, answers: 1, latencyMs });
    const edge = now - Math.sign(later);
    expect(onAnswer(begun, { latencyMs, now: edge }).round).toEqual({
      at: 1_000,
      answers: 2,
      latencyMs: 20 + latencyMs,
    });
  });
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
