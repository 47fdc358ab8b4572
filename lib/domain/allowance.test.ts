import { expect, it } from 'vitest';
import { take, waitSeconds, type Spent } from './allowance';

const ALLOWANCE = { burst: 3, perSecond: 0.5 };

function ask(times: readonly number[]): { granted: boolean[]; spent: Spent | undefined } {
  let spent: Spent | undefined;
  const granted = times.map(now => {
    const taken = take(ALLOWANCE, spent, now);
    ({ spent } = taken);
    return taken.granted;
  });
  return { granted, spent };
}

it('grants a burst, then what comes in by the second', () => {
  expect(ask([0, 0, 0, 0, 1_999, 2_000, 2_001]).granted).toEqual([true, true, true, false, false, true, false]);
});

it('never holds more than a burst', () => {
  expect(ask([0, 1e9, 1e9, 1e9, 1e9]).granted).toEqual([true, true, true, true, false]);
});

it('gives nothing away to a clock that goes back and forth', () => {
  expect(ask([10_000, 10_000, 10_000, 0, 10_000, 0, 10_000]).granted.filter(Boolean)).toHaveLength(3);
});

it('says how long to wait', () => {
  const { spent } = ask([0, 0, 0, 0]);
  expect(spent && waitSeconds(ALLOWANCE, spent)).toBe(2);
});
