import { expect, test } from 'vitest';
import { fieldsOf, instantOf } from './local-time';

test.each([
  ['2026-12-11', '20:00', 'Europe/Berlin', '2026-12-11T19:00:00.000Z'],
  ['2026-07-01', '00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-01-01', '05:45', 'Asia/Kathmandu', '2026-01-01T00:00:00.000Z'],
  // the clocks skip 02:30
  ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // the clocks show 02:30 twice: the first
  ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
])('%s %s in %s is %s', (date, time, zone, instant) => {
  expect(new Date(instantOf(date, time, zone) ?? 0).toISOString()).toBe(instant);
});

test.each([
  ['2026-02-30', '10:00', 'Europe/Berlin'],
  ['2026-02-03', '25:00', 'Europe/Berlin'],
  ['', '10:00', 'Europe/Berlin'],
  ['2026-02-03', '10:00', 'Mars/Olympus'],
])('%s %s in %s is none', (date, time, zone) => expect(instantOf(date, time, zone)).toBeNull());

test('comes back as it was typed', () => {
  const at = instantOf('2026-12-11', '20:15', 'Asia/Kathmandu') ?? 0;
  expect(fieldsOf(at, 'Asia/Kathmandu')).toEqual({ date: '2026-12-11', time: '20:15' });
});
