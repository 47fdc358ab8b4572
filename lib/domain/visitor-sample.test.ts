import { expect, it } from 'vitest';
import { random } from '../testing/pace-agenda';
import { isSampled, KEPT_A_LEVEL, sampleLevel, sampleWeight } from './visitor-sample';

/** A day on which `people` come once each, and the first `again` of them once more at the end. */
function day(people: number, again: number, seed: number): { counted: number; kept: number } {
  const bits = random(seed);
  // the low 32 bits decide; a Set of numbers keeps ten million cheap
  const marks = Uint32Array.from({ length: people }, () => bits() * 2 ** 32);
  const kept = new Set<number>();
  let counted = 0;
  const come = (mark: number, person: number) => {
    const level = sampleLevel(kept.size);
    if (!isSampled(BigInt(mark), level)) return;
    const id = (mark % 2 ** 21) * 2 ** 32 + person;
    if (kept.has(id)) return;
    kept.add(id);
    counted += sampleWeight(level);
  };
  marks.forEach(come);
  for (let person = 0; person < again; person++) come(marks[person] ?? 0, person);
  return { counted, kept: kept.size };
}

it('is exact up to a hundred thousand people a day', () => {
  expect(day(KEPT_A_LEVEL, KEPT_A_LEVEL / 2, 1)).toEqual({ counted: KEPT_A_LEVEL, kept: KEPT_A_LEVEL });
});

it.each([1, 2])('counts a million within half a percent, and knows who came before (seed %i)', seed => {
  const { counted, kept } = day(1_000_000, 300_000, seed);
  expect(Math.abs(counted / 1_000_000 - 1)).toBeLessThan(0.005);
  expect(kept).toBeLessThan(400_000);
});
