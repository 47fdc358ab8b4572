import { expect, it } from 'vitest';
import type { Counts } from './counts';
import { consentsIn, ledgerLines, unexplainedIn } from './ledger-sums';

const counts: Counts = {
  presaves: [
    { dsp: 'spotify', territory: 'DE', state: 'held', reason: 'consented', n: 3 },
    { dsp: 'spotify', territory: 'JP', state: 'held', reason: 'consented', n: 2 },
    { dsp: 'spotify', territory: 'JP', state: 'saved', reason: 'saved', n: 5 },
  ],
  steps: [
    { from: 'new', to: 'held', reason: 'consented', n: 10 },
    { from: 'held', to: 'saving', reason: 'claimed', n: 5 },
    { from: 'held', to: 'held', reason: 'consented_again', n: 4 },
    { from: 'saving', to: 'saved', reason: 'saved', n: 5 },
  ],
};

it('sums territories up', () => {
  expect(ledgerLines(counts)).toEqual([
    { dsp: 'spotify', state: 'held', reason: 'consented', count: 5 },
    { dsp: 'spotify', state: 'saved', reason: 'saved', count: 5 },
  ]);
});

it('explains what the steps lead to', () => {
  expect(consentsIn(counts)).toBe(10);
  expect(unexplainedIn(counts)).toBe(0);
});

it('sees a state that was left without a step, a row too many and a row too few', () => {
  const [first, ...rest] = counts.presaves;
  const changed = (presaves: Counts['presaves']) => unexplainedIn({ ...counts, presaves });
  expect(changed([{ ...first!, state: 'refused' }, ...rest])).toBe(6);
  expect(changed([{ ...first!, n: 4 }, ...rest])).toBe(1);
  expect(changed(rest)).toBe(3);
  expect(unexplainedIn({ presaves: [], steps: counts.steps })).toBe(10);
});
