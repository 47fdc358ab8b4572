import { expect, it } from 'vitest';
import { funnel } from './funnel';

it('tells each step’s share of the one before, without the doubtful', () => {
  expect(funnel({ visitors: 1_000, taps: 400, presaves: 120, doubtful: 20, saved: 90 })).toEqual([
    { step: 'visitors', n: 1_000, share: null },
    { step: 'taps', n: 400, share: 0.4 },
    { step: 'presaves', n: 100, share: 0.25 },
    { step: 'saved', n: 90, share: 0.9 },
  ]);
});

it('has no share of nothing, nor one above 1', () => {
  expect(funnel({ visitors: 0, taps: 3, presaves: 5, doubtful: 0, saved: 0 }).map(({ share }) => share)).toEqual([
    null,
    null,
    null,
    0,
  ]);
});
