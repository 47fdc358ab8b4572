import { expect, it } from 'vitest';
import { untilPacificMidnight } from './quota-day';

it.each([
  ['in winter', '2026-11-22T12:00:00Z', '2026-11-23T08:00:00Z'],
  ['in summer', '2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
  ['on the day clocks go back', '2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
  ['on the day clocks go forward', '2026-03-08T08:30:00Z', '2026-03-09T07:00:00Z'],
  ['at midnight itself', '2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'],
  ['a second before it', '2026-11-23T07:59:59Z', '2026-11-23T08:00:00Z'],
])('waits for midnight Pacific %s', (_when, now, midnight) => {
  const at = Date.parse(now);
  expect(at + untilPacificMidnight(at)).toBe(Date.parse(midnight));
});
