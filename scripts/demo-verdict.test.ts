import { describe, expect, it } from 'vitest';
import { shortcomings, type DemoRun } from './demo-verdict';

const good: DemoRun = {
  fans: 2,
  passes: 2,
  library: { a: 1_000, b: 1_001 },
  releaseAt: 1_000,
  flip: { lastBefore: -10, firstAfter: 40, early: 0, late: 0 },
};

describe('shortcomings', () => {
  it('is empty when everything held', () => expect(shortcomings(good)).toEqual([]));

  it.each<[string, Partial<DemoRun>]>([
    ['a fan without a pass', { passes: 1 }],
    ['a library without the release', { library: { a: 1_000 } }],
    ['an early save', { library: { a: 999, b: 1_000 } }],
    ['no flip', { flip: { ...good.flip, firstAfter: null } }],
    ['an early flip', { flip: { ...good.flip, early: 1 } }],
    ['a late page', { flip: { ...good.flip, late: 1 } }],
  ])('names %s', (_, change) => expect(shortcomings({ ...good, ...change })).toHaveLength(1));
});
