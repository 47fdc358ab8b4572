import { expect, it } from 'vitest';
import { demoVisits } from './demo-visits';

const DAY_MS = 86_400_000;
const span = { from: 0, to: 30 * DAY_MS, daily: 100, seed: 7 };

it('are the same for the same seed, in order, and within their time', () => {
  const visits = demoVisits(span);
  expect(demoVisits(span)).toEqual(visits);
  expect(visits.length).toBeGreaterThan(3_000);
  expect(visits.every(({ at }, i) => at >= (visits[i - 1]?.at ?? 0) && at < span.to)).toBe(true);
});

it('make a funnel: fewer taps than visits, fewer pre-saves than taps', () => {
  const visits = demoVisits(span);
  const taps = visits.filter(({ tapped }) => tapped).length;
  const presaves = visits.filter(({ result }) => result === 'presave').length;
  expect(taps).toBeLessThan(visits.length * 0.65);
  expect(presaves).toBeLessThan(taps);
  expect(visits.filter(({ doubtful }) => doubtful)).toHaveLength(40);
});
