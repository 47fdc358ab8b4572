import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gate } from '../testing/pace-gate';
import { newPace, shutPace, type PaceState } from './pace';
import { used } from './pace-log';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const WINDOW = 10 * SECOND;

type Step = { ms: number; want: number; share: number; drop: boolean; stop: number | null | 'quota' | 'shut' | 'none' };

const steps = fc.array(
  fc.record<Step>({
    ms: fc.oneof(fc.nat(200), fc.nat(30_000)),
    want: fc.nat(80),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.boolean(),
    stop: fc.oneof(
      { weight: 12, arbitrary: fc.constant('none' as const) },
      { weight: 1, arbitrary: fc.constantFrom(null, 'quota' as const, 'shut' as const) },
      { weight: 1, arbitrary: fc.integer({ min: -5, max: 40_000 }) },
    ),
  }),
  { maxLength: 120 },
);

/** Some permits are reported a step later, some never. After each step `check` sees the state before and after. */
function walk(gate: Gate, plan: readonly Step[], check: (before: PaceState) => void): void {
  let out: { id: string; granted: number; share: number } | null = null;
  for (const { ms, want, share, drop, stop } of plan) {
    const before = gate.state;
    gate.now += ms;
    if (out) gate.report(out.id, Math.floor(out.granted * out.share));
    const asked = gate.ask(want);
    out = drop || asked.granted === 0 ? null : { ...asked, share };
    if (stop === 'shut')
      gate.state = shutPace(gate.state, { until: gate.now + ms, reason: 'grant_unconfirmed', now: gate.now });
    else if (stop === 'quota') gate.stop(null, 'quota_exceeded');
    else if (stop !== 'none') gate.stop(stop);
    check(before);
  }
}

describe('whatever happens', () => {
  test('what is out and what was used within the window never exceed a limit that was told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), steps, (limit, plan) => {
        const gate = new Gate(newPace({ limit, windowMs: WINDOW }));
        walk(gate, plan, () => expect(used(gate.state, gate.now)).toBeLessThanOrEqual(limit));
      }),
    );
  });

  test('a stop that stands is never shortened, and nothing is given out while it does', () => {
    fc.assert(
      fc.property(steps, plan => {
        const gate = new Gate();
        walk(gate, plan, before => {
          if (before.until > gate.now) expect(gate.state.until).toBeGreaterThanOrEqual(before.until);
          if (gate.blockedFor > 0) expect(gate.ask(1).granted).toBe(0);
          expect(gate.blockedFor).toBeLessThanOrEqual(7 * DAY);
        });
      }),
    );
  });

  test('the state survives JSON, and an ask that gets nothing is told a later time', () => {
    fc.assert(
      fc.property(steps, plan => {
        const gate = new Gate();
        walk(gate, plan, () => {
          expect(JSON.parse(JSON.stringify(gate.state))).toEqual(gate.state);
          const { granted, askAgainAt } = gate.ask(5, 'x');
          if (granted === 0) expect(askAgainAt).toBeGreaterThan(gate.now);
          else gate.report('x', 0);
        });
      }),
    );
  });

  test('the state stays small, with a call every 10 ms for 40 seconds and processes that die all the time', () => {
    const gate = new Gate(newPace({ limit: null, windowMs: 30 * SECOND }), 1);
    let largest = 0;
    for (let n = 0; n < 4_000; n++, gate.now += 9) {
      gate.pass(1);
      if (n % 4 === 0) gate.ask(1);
      if (n === 1_000) gate.stop(SECOND);
      if (n % 100 === 0) largest = Math.max(largest, JSON.stringify(gate.state).length);
    }
    expect(gate.state.log.length).toBeLessThanOrEqual(301);
    expect(gate.state.permits.length).toBeLessThanOrEqual(512);
    expect(largest).toBeLessThan(40_000);
  });
});
