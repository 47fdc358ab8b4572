import { describe, expect, it } from 'vitest';
import { FaultRules } from './fault-rules';
import type { FaultRule } from './faults';

const RULE: FaultRule = {
  route: '^PUT ',
  times: Infinity,
  after: false,
  forMs: Infinity,
  share: 1,
  seed: 0,
  fault: { kind: 'hang' },
};
const rules = (...changes: Partial<FaultRule>[]) => {
  const made = new FaultRules();
  made.add(
    changes.map(change => ({ ...RULE, ...change })),
    0,
  );
  return made;
};
/** Which of `calls` PUTs at `now` were hit, counted from 0. */
const hits = (faults: FaultRules, calls: number, now = 0) =>
  Array.from({ length: calls }, (_, n) => n).filter(() => faults.take('PUT', '/x', null, now) !== null);

describe('a rule for a share of the calls', () => {
  it.each([0.01, 0.25, 0.9])('hits about as many: %s', share => {
    const count = hits(rules({ share }), 20_000).length;
    // Four standard deviations of 20,000 throws.
    expect(Math.abs(count - 20_000 * share)).toBeLessThan(4 * Math.sqrt(20_000 * share * (1 - share)));
  });

  it('hits the same ones with the same seed, and others with another', () => {
    const first = hits(rules({ share: 0.1, seed: 7 }), 1_000);
    expect(hits(rules({ share: 0.1, seed: 7 }), 1_000)).toEqual(first);
    expect(hits(rules({ share: 0.1, seed: 8 }), 1_000)).not.toEqual(first);
  });

  it('counts only the calls it is about', () => {
    const alone = hits(rules({ share: 0.1 }), 1_000);
    const among = rules({ share: 0.1 });
    const mixed = Array.from({ length: 1_000 }, (_, n) => n).filter(() => {
      among.take('GET', '/x', null, 0);
      return among.take('PUT', '/x', null, 0) !== null;
    });
    expect(mixed).toEqual(alone);
  });

  it.each([
    [0, 0],
    [1, 100],
  ])('knows its ends: %s', (share, expected) => {
    expect(hits(rules({ share }), 100)).toHaveLength(expected);
  });

  it('leaves what it spares to the next rule, and wears out by its hits', () => {
    const both = rules({ share: 0.5, times: 10 }, { fault: { kind: 'reset' } });
    const kinds = Array.from({ length: 100 }, () => both.take('PUT', '/x', null, 0)?.fault.kind);
    expect(kinds.filter(kind => kind === 'hang')).toHaveLength(10);
    expect(kinds.filter(kind => kind === 'reset')).toHaveLength(90);
  });
});

describe('a rule with an end', () => {
  it('lives so long from being added', () => {
    const faults = new FaultRules();
    faults.add([{ ...RULE, forMs: 20_000 }], 5_000);
    expect([5_000, 24_999, 25_000].map(now => hits(faults, 1, now).length)).toEqual([1, 1, 0]);
  });
});
