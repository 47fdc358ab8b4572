import { describe, expect, test } from 'vitest';
import { GATE_START as NOW, Gate } from '../testing/pace-gate';
import { newPace, paceBlock, paceBlockedUntil, shutPace } from './pace';
import { PERMIT_LIFE_MS } from './pace-log';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WINDOW = 10 * SECOND;

/** A gate that met its limit: 100 calls from `NOW` on, a 429 one second later that told an honest wait, and one call since. */
function learned(windowMs = WINDOW, documentedMs = WINDOW): Gate {
  const gate = new Gate(newPace({ limit: null, windowMs: documentedMs }));
  gate.pass(100);
  gate.now += SECOND;
  gate.stop(windowMs - SECOND);
  gate.now += windowMs - SECOND;
  gate.pass(1);
  return gate;
}

describe('a limit that was told', () => {
  const told = () => new Gate(newPace({ limit: 100, windowMs: WINDOW }));

  test('is given out at once, and again as the calls leave the window', () => {
    const gate = told();
    const first = gate.ask(60);
    const second = gate.ask(60);
    expect([first.granted, second.granted, gate.ask(60).granted]).toEqual([60, 40, 0]);
    gate.now += SECOND;
    gate.report(first.id, 60);
    gate.now += SECOND;
    gate.report(second.id, 40);
    const { granted, askAgainAt } = gate.ask(60);
    expect([granted, askAgainAt]).toEqual([0, NOW + SECOND + WINDOW]);
    gate.now = askAgainAt - 1;
    expect(gate.ask(60).granted).toBe(0);
    gate.now = askAgainAt;
    expect([gate.ask(50).granted, gate.ask(50).granted, gate.ask(50).granted]).toEqual([50, 10, 0]);
  });

  test('gives out again at once what was not used', () => {
    const gate = told();
    const { id } = gate.ask(100);
    expect(gate.ask(1).askAgainAt).toBeLessThanOrEqual(gate.now + SECOND);
    gate.report(id, 30);
    expect(gate.ask(100).granted).toBe(70);
  });

  test('counts a permit that nobody reports as used when it can no longer be in use', () => {
    const gate = told();
    const { id } = gate.ask(100);
    gate.now += PERMIT_LIFE_MS + WINDOW - 1;
    expect(gate.ask(1).granted).toBe(0);
    gate.now += 1;
    expect(gate.ask(100).granted).toBe(100);
    const late = told();
    late.ask(100, id);
    late.now += PERMIT_LIFE_MS + SECOND;
    late.report(id, 10);
    expect(late.ask(100).granted).toBe(90);
  });

  test('is not exceeded by a permit asked for twice by the same name, which is the same permit', () => {
    const gate = told();
    expect([gate.ask(60, 'x').granted, gate.ask(60, 'x').granted, gate.ask(60, 'y').granted]).toEqual([60, 60, 40]);
  });

  test('that is lower in truth is learned, and never tried beyond what was told', () => {
    const gate = told();
    gate.pass(40);
    gate.stop(WINDOW);
    gate.now += WINDOW;
    gate.pass(1);
    expect(gate.state.limit).toBe(40);
    for (let n = 0; n < 100; n++, gate.now += WINDOW) while (gate.pass(50) > 0);
    expect(gate.state.limit).toBe(100);
  });
});

describe('when to ask again', () => {
  /** A thousand in ten seconds, used up: five, five and the rest, a tenth of a second apart. */
  const usedUp = () => {
    const gate = new Gate(newPace({ limit: 1_000, windowMs: WINDOW }));
    for (const calls of [5, 5, 990]) {
      gate.pass(calls);
      gate.now += SECOND / 10;
    }
    return gate;
  };

  test('is when what is wanted has left the window, or a hundredth of the limit', () => {
    expect(usedUp().ask(3).askAgainAt).toBe(NOW + WINDOW);
    expect(usedUp().ask(6).askAgainAt).toBe(NOW + WINDOW + SECOND / 10);
    expect(usedUp().ask(500).askAgainAt, 'ten are worth the visit').toBe(NOW + WINDOW + SECOND / 10);
    expect(usedUp().ask(0).askAgainAt).toBe(NOW + WINDOW);
  });

  test('is later where more calls were made than the limit allows', () => {
    const gate = usedUp();
    gate.report('of a worker that was taken for dead', 7);
    expect(gate.ask(1).askAgainAt).toBe(NOW + WINDOW + SECOND / 10);
  });

  test('is a quarter of a second while calls are out that may come back unused', () => {
    const gate = new Gate(newPace({ limit: 100, windowMs: WINDOW }));
    gate.ask(100);
    expect(gate.ask(10).askAgainAt).toBe(NOW + SECOND / 4);
  });

  test('is a twentieth of a second while another makes the trial', () => {
    const gate = learned();
    gate.now += WINDOW;
    gate.pass(100);
    gate.stop(WINDOW);
    gate.now += WINDOW;
    expect(gate.ask(50).granted).toBe(1);
    expect(gate.ask(50)).toMatchObject({ granted: 0, askAgainAt: gate.now + 50 });
  });

  test('is later than now, whatever is asked', () => {
    const gate = usedUp();
    for (const want of [0, -5, 0.4, Number.NaN]) expect(gate.ask(want).askAgainAt).toBeGreaterThan(gate.now);
  });
});

describe('a limit nobody told', () => {
  test('is none until the first 429', () => {
    const gate = new Gate();
    for (let n = 0; n < 100; n++) expect(gate.ask(1_000).granted).toBe(1_000);
  });

  test('is what passed within the window, with the calls that are reported after the 429', () => {
    const gate = new Gate();
    gate.pass(70);
    const { id } = gate.ask(50);
    gate.now += SECOND;
    gate.stop(9 * SECOND);
    gate.now += 20;
    gate.report(id, 30);
    gate.now += 9 * SECOND;
    gate.pass(1);
    expect(gate.state).toMatchObject({ limit: 100, windowMs: WINDOW, incident: null });
  });

  test('is one at least', () => {
    const gate = new Gate();
    gate.stop(SECOND);
    gate.now += SECOND;
    expect(gate.ask(50).granted).toBe(1);
    expect(gate.state.limit).toBe(1);
  });

  test.each([
    ['as documented', 10, 10, 10],
    ['the documented one when nearly so', 11, 10, 10],
    ['shorter than documented', 10, 30, 10],
    ['longer than documented', 60, 30, 60],
    ['none that is usual', 26, 60, 26],
  ])('brings its window with it: %s', (_, seconds, documented, expected) => {
    expect(learned(seconds * SECOND, documented * SECOND).state.windowMs).toBe(expected * SECOND);
  });

  test('has the documented window after a ban', () => {
    expect(learned(HOUR, WINDOW).state.windowMs).toBe(WINDOW);
  });

  test('takes one call on trial after a block, and only then more', () => {
    const gate = learned();
    gate.now += WINDOW;
    gate.pass(100);
    gate.stop(WINDOW);
    gate.now += WINDOW;
    const trial = gate.ask(50);
    expect([trial.granted, gate.ask(50).granted]).toEqual([1, 0]);
    gate.report(trial.id, 0);
    const again = gate.ask(50);
    expect([again.granted, gate.ask(50).granted]).toEqual([1, 0]);
    gate.now += 5 * SECOND;
    const third = gate.ask(50);
    expect(third.granted).toBe(1);
    gate.report(third.id, 1);
    expect(gate.ask(50).granted).toBe(50);
  });

  test('widens its window when waits that were told prove untrue, up to the documented one', () => {
    const gate = new Gate(newPace({ limit: null, windowMs: 30 * SECOND }));
    gate.pass(100);
    const windows: number[] = [];
    for (let n = 0; n < 6; n++) {
      gate.stop(SECOND);
      gate.now = Math.max(gate.now + SECOND, gate.ask(1).askAgainAt);
      windows.push(gate.state.windowMs / SECOND);
      gate.ask(1);
      expect(gate.state.limit).toBe(100);
    }
    expect(windows).toEqual([1, 2, 4, 8, 16, 30]);
  });

  test('that a 429 meets at far less, out of the blue, had too short a window', () => {
    const gate = learned(WINDOW, 30 * SECOND);
    gate.pass(99);
    gate.now += WINDOW + SECOND;
    gate.pass(5);
    gate.stop(2 * SECOND);
    gate.now += 2 * SECOND;
    gate.ask(1);
    expect(gate.state).toMatchObject({ windowMs: 12 * SECOND, limit: 105 });
  });

  test('is tried for 5 % more after ten clean windows, in small pieces, and learned anew at the next 429', () => {
    const gate = learned();
    for (let n = 0; n < 10; n++, gate.now += WINDOW) while (gate.pass(50) > 0);
    gate.pass(50);
    expect(gate.state).toMatchObject({ limit: 105, proven: 100 });
    gate.pass(50);
    const piece = gate.ask(50);
    expect([piece.granted, gate.ask(50).granted]).toEqual([4, 0]);
    gate.stop(WINDOW);
    gate.report(piece.id, 0);
    gate.now += WINDOW;
    gate.pass(1);
    expect(gate.state).toMatchObject({ limit: 100, proven: 100, patience: 20 });
  });

  test('is not tried for more while it is not used up', () => {
    const gate = learned();
    for (let n = 0; n < 100; n++, gate.now += WINDOW) gate.pass(50);
    expect(gate.state.limit).toBe(100);
  });
});

describe('a stop', () => {
  test.each([
    ['rate_limited', 7 * SECOND, 7 * SECOND],
    ['rate_limited', 79_892 * SECOND, 79_892 * SECOND],
    ['rate_limited', 0, SECOND],
    ['rate_limited', null, WINDOW],
    ['rate_limited', -5 * SECOND, WINDOW],
    ['rate_limited', Number.NaN, WINDOW],
    ['rate_limited', 365 * DAY, 7 * DAY],
    ['quota_exceeded', 6 * HOUR, 6 * HOUR],
    ['quota_exceeded', null, HOUR],
  ] as const)('%s that says %s shuts the gate for %d ms', (kind, says, expected) => {
    const gate = new Gate();
    gate.pass(10);
    gate.stop(says, kind);
    expect(gate.blockedFor).toBe(expected);
    expect(paceBlock(gate.state).reason).toBe(kind);
    gate.now += expected - 1;
    expect(gate.ask()).toMatchObject({ granted: 0, askAgainAt: NOW + expected });
    gate.now += 1;
    expect(gate.ask().granted).toBe(1);
    expect(paceBlockedUntil(gate.state)).toBe(0);
  });

  test('that says nothing doubles with every one in a row, and begins anew once a call passed', () => {
    const gate = new Gate();
    gate.pass(10);
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      gate.stop(null);
      waits.push(gate.blockedFor / WINDOW);
      gate.now += gate.blockedFor;
      gate.ask();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 64]);
    gate.now += 5 * SECOND;
    gate.pass(1);
    gate.stop(null);
    expect(gate.blockedFor).toBe(WINDOW);
  });

  test('many of one moment are one', () => {
    const gate = new Gate();
    gate.pass(100);
    for (let n = 0; n < 60; n++) gate.stop(null);
    expect(gate.blockedFor).toBe(WINDOW);
    gate.now += WINDOW;
    gate.pass(1);
    expect(gate.state).toMatchObject({ limit: 100, incident: null });
  });

  test('for a call from before the last one only makes the block longer', () => {
    const gate = new Gate();
    const slow = gate.ask(10);
    gate.pass(100);
    gate.now += SECOND;
    gate.stop(9 * SECOND);
    gate.now += 9 * SECOND;
    gate.pass(1);
    gate.stop(3 * SECOND, 'rate_limited', slow.id);
    expect(gate.blockedFor).toBe(3 * SECOND);
    expect(gate.state).toMatchObject({ limit: 100, incident: null });
  });

  test('teaches no limit when the quota is spent', () => {
    const gate = new Gate();
    gate.pass(3);
    gate.stop(HOUR, 'quota_exceeded');
    gate.now += HOUR;
    gate.pass(1);
    expect(gate.ask(1_000).granted).toBe(1_000);
  });

  test('of another kind stands as long as it says, and teaches nothing', () => {
    const gate = new Gate();
    gate.state = shutPace(gate.state, { until: NOW + MINUTE, reason: 'grant_unconfirmed', now: NOW });
    expect(paceBlock(gate.state)).toEqual({ until: NOW + MINUTE, reason: 'grant_unconfirmed' });
    gate.stop(SECOND);
    gate.state = shutPace(gate.state, { until: 0, reason: 'quota_exceeded', now: NOW });
    expect(paceBlock(gate.state)).toEqual({ until: NOW + MINUTE, reason: 'grant_unconfirmed' });
    const other = new Gate();
    other.state = shutPace(other.state, { until: NOW + MINUTE, reason: 'grant_unconfirmed', now: NOW });
    other.now += MINUTE;
    expect(other.ask(500).granted).toBe(500);
  });
});

test('a clock that is put back does not freeze the window', () => {
  const gate = new Gate(newPace({ limit: 10, windowMs: WINDOW }));
  gate.now += DAY;
  gate.pass(10);
  gate.now -= DAY;
  expect(gate.ask(1).granted).toBe(0);
  gate.now += WINDOW;
  expect(gate.ask(10).granted).toBe(10);
});
