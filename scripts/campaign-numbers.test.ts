import { expect, it } from 'vitest';
import { barOf, clockWords, percent } from './campaign-numbers';

const HOUR = 3_600_000;

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
