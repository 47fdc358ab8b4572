import { describe, expect, it } from 'vitest';
import { nextProbe } from './probe-plan';

const HOUR = 3_600_000;

describe('nextProbe', () => {
  it('asks ever more rarely and stops after 14 days', () => {
    const gaps = [0, 0.5 * HOUR, 3 * HOUR, 24 * HOUR, 7 * 24 * HOUR].map(late => (nextProbe(0, late) ?? 0) - late);
    expect(gaps).toEqual([15_000, 60_000, 300_000, 1_800_000, 6 * HOUR]);
    expect(nextProbe(0, 14 * 24 * HOUR)).toBeNull();
  });
});
