import { expect, test } from 'vitest';
import type { Release } from './release';
import {
  dateTimeText,
  dayMoment,
  dateWords,
  momentWords,
  shortDate,
  shortDay,
  shortMoment,
  zoneWords,
} from './release-words';

const midnight = (date: string): Release => ({ mode: 'local-midnight', date });
const instant = (text: string): Release => ({ mode: 'instant', at: Date.parse(text) });

test.each([
  [midnight('2026-12-11'), 'Friday, 11 December 2026', '11 December', '2026-12-11'],
  [midnight('2026-12-12'), 'Saturday, 12 December 2026', '12 December', '2026-12-12'],
  [midnight('2024-02-29'), 'Thursday, 29 February 2024', '29 February', '2024-02-29'],
  [midnight('2000-01-01'), 'Saturday, 1 January 2000', '1 January', '2000-01-01'],
  [instant('2026-12-11T18:00:00Z'), 'Friday, 11 December 2026 at 18:00 UTC', '11 December', '2026-12-11T18:00:00Z'],
  [
    instant('2027-01-01T00:30:00+01:00'),
    'Thursday, 31 December 2026 at 23:30 UTC',
    '31 December',
    '2026-12-31T23:30:00Z',
  ],
])('%o', (release, words, short, attribute) => {
  expect(dateWords(release)).toBe(words);
  expect(shortDate(release)).toBe(short);
  expect(dateTimeText(release)).toBe(attribute);
});

test.each([
  ['Europe/Berlin', 'Friday, 11 December 2026 at 00:00, your time (Europe/Berlin)'],
  ['America/New_York', 'Thursday, 10 December 2026 at 18:00, your time (America/New York)'],
  ['Asia/Kathmandu', 'Friday, 11 December 2026 at 04:45, your time (Asia/Kathmandu)'],
  [null, 'Thursday, 10 December 2026 at 23:00 UTC'],
  ['Mars/Olympus', 'Thursday, 10 December 2026 at 23:00 UTC'],
])('a moment in %s', (zone, words) => {
  expect(momentWords(Date.parse('2026-12-10T23:00:00Z'), zone)).toBe(words);
});

test('every day of a year has the weekday and month that the runtime gives it', () => {
  for (let i = 0; i < 366; i++) {
    const day = new Date(Date.UTC(1968, 0, 1 + i));
    const [weekday, date, month] = day.toUTCString().split(/,? /);
    const words = dateWords({ mode: 'instant', at: day.getTime() });
    expect(words).toMatch(new RegExp(`^${weekday}\\w*day, ${Number(date)} ${month}\\w* 1968 at 00:00 UTC$`));
  }
});

test.each([
  ['Europe/Berlin', '2026-01-05T00:00:00Z', '14 June'],
  ['Pacific/Auckland', '2026-01-05T00:00:00Z', '15 June'],
  [null, '2026-01-05T00:00:00Z', '14 June'],
  [null, '2025-12-31T23:59:59Z', '14 June 2026'],
  ['Asia/Tokyo', '2025-12-31T23:59:59Z', '15 June'],
])('a day in %s, seen at %s', (zone, now, words) => {
  expect(shortDay(Date.parse('2026-06-14T16:00:00Z'), zone, Date.parse(now))).toBe(words);
});

test('a moment is told on the fan’s clock, and says whose clock that is', () => {
  const at = Date.parse('2026-12-10T23:03:00Z');
  const now = Date.parse('2026-12-01T00:00:00Z');
  expect([shortMoment(at, 'Europe/Berlin', now), dayMoment(at, 'Europe/Berlin'), zoneWords('Europe/Berlin')]).toEqual([
    '11 December at 00:03',
    'Friday, 11 December 2026 at 00:03',
    'All times are your time (Europe/Berlin).',
  ]);
  expect([shortMoment(at, null, now), dayMoment(at, 'Nowhere/At-all'), zoneWords(null)]).toEqual([
    '10 December at 23:03',
    'Thursday, 10 December 2026 at 23:03',
    'All times are UTC.',
  ]);
});
