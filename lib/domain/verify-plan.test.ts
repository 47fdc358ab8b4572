import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LATENESS_MS } from './retry-plan';
import { afterTrouble, afterVainLook, MAX_LOOKS, nextLook } from './verify-plan';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** All looks of a release that never shows, on a clock that only moves from one to the next. */
function inVain(jitter: number) {
  const story = { adds: 1, looks: 0, longest: 0, hours: 0 };
  let now = 0;
  let next = nextLook({ looks: 0, now, jitter });
  for (;;) {
    story.longest = Math.max(story.longest, next - now);
    now = next;
    story.looks += 1;
    const plan = afterVainLook({ looks: story.looks, now, jitter });
    if (plan.action === 'give_up') return { ...story, hours: now / HOUR };
    if (plan.action === 'add_again') {
      story.adds += 1;
      next = nextLook({ looks: story.looks, now, jitter });
    } else next = plan.at;
  }
}

describe('looking for what was accepted', () => {
  it('begins within seconds and grows rarer', () => {
    const at = [0, 1, 2, 3, 4, 5, 6, 7].map(looks => nextLook({ looks, now: 0, jitter: 0 }));
    expect(at[0]).toBe(15_000);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('adds three times over about three days, and then gives up', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), jitter => {
        const { adds, looks, hours } = inVain(jitter);
        expect([adds, looks]).toEqual([3, MAX_LOOKS]);
        expect(hours).toBeGreaterThan(60);
        expect(hours).toBeLessThan(80);
      }),
    );
  });

  it('is never done sooner than planned, and a tenth later at most', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (looks, jitter) => {
        const [exact, spread] = [0, jitter].map(j => nextLook({ looks, now: 1_000, jitter: j }) - 1_000);
        expect(spread).toBeGreaterThanOrEqual(exact ?? 0);
        expect(spread).toBeLessThanOrEqual((exact ?? 0) * 1.1 + 1);
      }),
    );
  });
});

describe('looking for it at a service in trouble', () => {
  const trouble = (age: number, jitter = 0) => afterTrouble({ since: 1_000, now: 1_000 + age, jitter });

  it.each([
    [0, 5 * MINUTE],
    [20 * MINUTE, 5 * MINUTE],
    [4 * HOUR, HOUR],
    [24 * HOUR, 6 * HOUR],
    [13 * 24 * HOUR, 6 * HOUR],
    [-HOUR, 5 * MINUTE],
  ])('%d ms after the add waits %d ms', (age, wait) => {
    expect(trouble(age)).toEqual({ action: 'look', at: 1_000 + age + wait });
  });

  it('ends after as many days as a release may be late, after fewer than a hundred looks', () => {
    expect([trouble(MAX_LATENESS_MS - 1).action, trouble(MAX_LATENESS_MS).action]).toEqual(['look', 'give_up']);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), jitter => {
        let [now, looks] = [0, 0];
        for (;;) {
          const plan = afterTrouble({ since: 0, now, jitter });
          if (plan.action !== 'look') break;
          expect(plan.at).toBeGreaterThanOrEqual(now + 5 * MINUTE);
          now = plan.at;
          looks += 1;
        }
        expect(looks).toBeLessThan(100);
      }),
    );
  });
});
