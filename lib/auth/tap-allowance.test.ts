import { beforeEach, expect, it } from 'vitest';
import { TAPS, tapWait } from './tap-allowance';

beforeEach(() => {
  delete (globalThis as { upbeatTaps?: unknown }).upbeatTaps;
});

it('300 fans behind one address may tap three times each within a minute', () => {
  const waits = Array.from({ length: 900 }, (_, i) => tapWait('100.64.1.1', i * 66));
  expect(waits.filter(wait => wait > 0)).toEqual([]);
});

it('a flood from one address is held to what comes in by the second', () => {
  const granted = Array.from({ length: 20_000 }, (_, i) => tapWait('203.0.113.9', i)).filter(wait => wait === 0);
  expect(granted.length).toBeGreaterThanOrEqual(TAPS.burst);
  expect(granted.length).toBeLessThanOrEqual(TAPS.burst + 20 * TAPS.perSecond);
  expect(tapWait('203.0.113.10', 20_000), 'a neighbour').toBe(0);
});

it('an IPv6 connection has one allowance, whichever of its addresses it uses', () => {
  const granted = Array.from({ length: 3_000 }, (_, i) => tapWait(`2001:db8::${(i + 1).toString(16)}`, 0)).filter(
    wait => wait === 0,
  );
  expect(granted).toHaveLength(TAPS.burst);
});
