import { describe, expect, it } from 'vitest';
import { countdownWords, keyNumber, spanWords } from './desk-words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [0, 'less than a minute'],
  [MINUTE - 1, 'less than a minute'],
  [MINUTE, '1 minute'],
  [2 * HOUR - 1, '120 minutes'],
  [2 * HOUR, '2 hours'],
  [2 * DAY - 1, '48 hours'],
  [2 * DAY, '2 days'],
  [28 * DAY - 1, '28 days'],
  [17 * DAY - MINUTE, '17 days'],
  [28 * DAY, '4 weeks'],
  [400 * DAY, '57 weeks'],
])('a span of %d ms is %s', (ms, words) => expect(spanWords(ms)).toBe(words));

it('says how far a campaign is from its release', () => {
  const moments = { first: 100 * DAY, last: 101 * DAY };
  expect(countdownWords('presave', { ...moments, now: 83 * DAY })).toBe('in 17 days');
  expect(countdownWords('rolling', { ...moments, now: 101 * DAY - 9 * HOUR })).toBe('last midnight in 9 hours');
  expect(countdownWords('live', { ...moments, now: 103 * DAY })).toBe('for 3 days');
  expect(countdownWords('draft', { ...moments, now: 97 * DAY })).toBe('not published, due in 3 days');
  expect(countdownWords('draft', { ...moments, now: 102 * DAY })).toBe('not published, and its date has passed');
  expect(countdownWords('ended', { ...moments, now: 103 * DAY })).toBe('');
});

describe('keyNumber', () => {
  const counts = { presaves: 1_200, due: 1_000, saved: 999, visits: 40_000 };
  it('counts who waits before the release', () => {
    expect(keyNumber('presave', counts)).toEqual({ kind: 'count', value: 1_200, label: 'pre-saves' });
    expect(keyNumber('presave', { ...counts, presaves: 1 })?.label).toBe('pre-save');
  });

  it('shows the share that has it while saves are under way, and never 100 % too early', () => {
    expect(keyNumber('rolling', counts)).toEqual({ kind: 'share', value: 99, label: 'of 1,000 saved' });
    expect(keyNumber('live', counts)?.kind).toBe('share');
    expect(keyNumber('rolling', { ...counts, due: 0, saved: 0 })).toEqual({
      kind: 'count',
      value: 0,
      label: 'pre-saves',
    });
  });

  it('counts visits once everybody has it, and saves where nobody counts visits', () => {
    expect(keyNumber('live', { ...counts, saved: 1_000 })).toEqual({ kind: 'count', value: 40_000, label: 'visits' });
    expect(keyNumber('ended', counts)?.label).toBe('visits');
    expect(keyNumber('ended', { ...counts, visits: null })).toEqual({ kind: 'count', value: 999, label: 'saved' });
    expect(keyNumber('live', { ...counts, saved: 1_000, visits: null })).toMatchObject({ kind: 'share', value: 100 });
  });

  it('has none for a draft', () => expect(keyNumber('draft', counts)).toBeNull());
});
