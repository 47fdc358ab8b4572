import { expect, it } from 'vitest';
import { barOf, clockWords, counted, durationWords, namesWords, percent } from './campaign-numbers';

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

it('names the day of an instant only when it is another', () => {
  const at = Date.UTC(2026, 11, 11, 0, 12, 30);
  expect(clockWords(at, at - 60_000)).toBe('00:12:30 UTC');
  expect(clockWords(at, at - HOUR)).toBe('2026-12-11 00:12:30 UTC');
});

it('says 100 % and fills the bar only when all is done', () => {
  expect(percent(999_999, 1_000_000)).toBe('99.9 %');
  expect(percent(7, 7)).toBe('100.0 %');
  expect(percent(0, 0)).toBe('0.0 %');
  expect(barOf(999_999, 1_000_000, 4)).toBe('███░');
  expect(barOf(4, 4, 4)).toBe('████');
  expect(barOf(0, 0, 4)).toBe('░░░░');
});

it('counts in words', () => {
  expect([counted(1, 'fan'), counted(1_200, 'fan')]).toEqual(['1 fan', '1,200 fans']);
  expect(namesWords(['AT', 'DE', 'FR'], 2)).toBe('AT, DE and 1 more');
  expect(namesWords(['AT', 'DE'], 2)).toBe('AT, DE');
});
