import { expect, it } from 'vitest';
import { counted, durationWords, namesWords } from './number-words';

const SECOND = 1_000;
const HOUR = 3_600_000;

it.each([
  [0, '0 s'],
  [1, '1 s'],
  [59 * SECOND, '59 s'],
  [59 * SECOND + 1, '1 min'],
  [200 * SECOND, '3 min 20 s'],
  [2 * HOUR + 5 * 60 * SECOND + 59 * SECOND, '2 h 5 min'],
  [76 * HOUR, '3 d 4 h'],
  [-5, '0 s'],
])('says %i ms as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

it('counts in words', () => {
  expect([counted(1, 'fan'), counted(1_200, 'fan')]).toEqual(['1 fan', '1,200 fans']);
  expect(namesWords(['AT', 'DE', 'FR'], 2)).toBe('AT, DE and 1 more');
  expect(namesWords(['AT', 'DE'], 2)).toBe('AT, DE');
});
