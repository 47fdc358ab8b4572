import { expect, test } from 'vitest';
import { isZone, wallClock, zoneOffset } from './zone-clock';

const HOUR = 3_600_000;

test('the wall clock of a zone does not depend on the machine’s own', () => {
  const at = Date.UTC(2026, 11, 10, 23, 5, 9);
  expect(wallClock(at, 'UTC')).toEqual({ year: 2026, month: 12, day: 10, hour: 23, minute: 5, second: 9 });
  expect(wallClock(at, 'Asia/Kathmandu')).toEqual({ year: 2026, month: 12, day: 11, hour: 4, minute: 50, second: 9 });
  expect(wallClock(Date.UTC(2026, 0, 1), 'UTC').hour).toBe(0);
});

test.each([
  ['America/New_York', Date.UTC(2026, 0, 1), -5],
  ['America/New_York', Date.UTC(2026, 6, 1), -4],
  ['Asia/Kathmandu', Date.UTC(2026, 0, 1), 5.75],
  ['Pacific/Kiritimati', Date.UTC(2026, 0, 1) + 999, 14],
  ['Pacific/Pago_Pago', Date.UTC(1969, 11, 31) + 1, -11],
])('%s at %d is %d hours from UTC', (zone, at, hours) => {
  expect(zoneOffset(at, zone)).toBe(hours * HOUR);
});

test.each(['Mars/Olympus', '', '+05:30', 'UTC+1', '../etc', 'Europe/Berlin ', 'x'.repeat(80), null, undefined, 7])(
  '%s is no zone',
  value => {
    expect(isZone(value)).toBe(false);
  },
);

test('made-up spellings are zones too, but cannot fill the memory', () => {
  for (let i = 0; i < 2 ** 10; i++) {
    const spelled = Array.from('europe/berlin', (c, bit) => ((i >> bit) & 1 ? c.toUpperCase() : c)).join('');
    expect(isZone(spelled)).toBe(true);
  }
  expect(zoneOffset(Date.UTC(2026, 0, 1), 'Europe/Berlin')).toBe(HOUR);
});
