import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const WEEK = 7 * 24 * 3_600_000;

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    [' 30 ', 30_000],
    ['1.5', 1_500],
    ['0.0001', 1],
    // seen from Spotify: most of a day, and meant
    ['79892', 79_892_000],
  ])('reads %j as seconds', (value, ms) => expect(parseRetryAfter(value, NOW)).toBe(ms));

  it.each([
    ['Sun, 22 Nov 2026 12:00:10 GMT', 10_000],
    ['Sunday, 22-Nov-26 12:00:10 GMT', 10_000],
    ['Sun Nov 22 12:00:10 2026', 10_000],
    ['Tue Dec  1 12:00:00 2026', WEEK],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ])('reads %j as a date in any of HTTP’s three formats, and the past as no wait', (value, ms) =>
    expect(parseRetryAfter(value, NOW)).toBe(ms),
  );

  it.each(['604801', '9'.repeat(400), 'Sat, 22 Nov 2031 12:00:00 GMT'])(
    'never waits longer than seven days: %s',
    value => expect(parseRetryAfter(value, NOW)).toBe(WEEK),
  );

  it.each([
    [null],
    [''],
    ['-1'],
    ['soon'],
    ['NaN'],
    ['1e3'],
    ['30s'],
    ['2026-11-22T12:00:10Z'],
    // V8's own parser finds the year 2001 in this
    ['foo 5'],
    ['Sun, 22 Foo 2026 12:00:10 GMT'],
  ])('makes nothing of %j, so that the caller’s own growing wait applies', value =>
    expect(parseRetryAfter(value, NOW)).toBeNull(),
  );
});
