import { expect, it } from 'vitest';
import { saveRate, timeLeft, withSample, type Sample } from './rate';

it('measures over the last ten seconds', () => {
  let samples: Sample[] = [];
  for (let s = 0; s <= 20; s++) samples = withSample(samples, { at: s * 1000, saved: s <= 10 ? 0 : (s - 10) * 50 });
  expect(samples).toHaveLength(11);
  expect(saveRate(samples)).toBe(50);
});

it('tells nothing from one look, and zero when nothing moves or goes back', () => {
  expect(saveRate([])).toBeNull();
  expect(saveRate([{ at: 5, saved: 7 }])).toBeNull();
  expect(
    saveRate([
      { at: 5, saved: 7 },
      { at: 5, saved: 9 },
    ]),
  ).toBeNull();
  expect(
    saveRate([
      { at: 0, saved: 7 },
      { at: 1000, saved: 7 },
    ]),
  ).toBe(0);
  expect(
    saveRate([
      { at: 0, saved: 7 },
      { at: 1000, saved: 6 },
    ]),
  ).toBe(0);
});

it('reckons the time left, a stop included', () => {
  expect(timeLeft(1_000, 50)).toBe(20_000);
  expect(timeLeft(1_000, 50, 30_000)).toBe(50_000);
  expect(timeLeft(1_000, 50, -5)).toBe(20_000);
  expect(timeLeft(0, null)).toBe(0);
  expect(timeLeft(1, null)).toBeNull();
  expect(timeLeft(1, 0)).toBeNull();
});
