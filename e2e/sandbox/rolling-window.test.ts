import { describe, expect, it } from 'vitest';
import type { RollingRule } from './limit-rule';
import { RollingWindow } from './rolling-window';

const RULE: RollingRule = {
  kind: 'rolling',
  limit: 2,
  windowMs: 30_000,
  plan: [],
  countsRefused: false,
  retryAfter: 'seconds',
  quotaExceeded: false,
  tokenRoute: false,
};
const rolling = (change: Partial<RollingRule> = {}) => new RollingWindow({ ...RULE, ...change });

describe('a rolling window', () => {
  it('lets as many through as its limit, in any window', () => {
    const meter = rolling();
    expect(meter.take(0)).toBeNull();
    expect(meter.take(10_000)).toBeNull();
    expect(meter.take(20_000)).toBe(10_000);
    expect(meter.take(29_999)).toBe(1);
    expect(meter.take(30_000)).toBeNull();
    expect(meter.take(30_001)).toBe(9_999);
  });

  it('is exact for one call in two seconds', () => {
    const meter = rolling({ limit: 1, windowMs: 2_000 });
    const passed: number[] = [];
    for (let at = 0; at <= 6_100; at += 1) if (meter.take(at) === null) passed.push(at);
    expect(passed).toEqual([0, 2_000, 4_000, 6_000]);
  });

  it('remembers its past when the limit changes', () => {
    const meter = rolling({ limit: 4 });
    for (const at of [0, 1_000, 2_000, 3_000]) expect(meter.take(at)).toBeNull();
    meter.follow({ ...RULE, limit: 2 });
    expect(meter.take(4_000)).toBe(28_000);
    expect(meter.take(32_000)).toBeNull();
  });

  it('lets nothing through at zero', () => {
    expect(rolling({ limit: 0 }).take(0)).toBe(30_000);
  });

  it('may count refused calls: who keeps knocking stays outside', () => {
    const meter = rolling({ countsRefused: true });
    expect([meter.take(0), meter.take(1_000), meter.take(2_000)]).toEqual([null, null, 29_000]);
    // Two calls are left of the last 30 seconds, at 1,000 and 2,000, and this one makes three.
    expect(meter.take(30_000)).toBe(2_000 + 30_000 - 30_000);
    expect(meter.take(62_000)).toBeNull();
  });

  it('stays right and quick over very many calls', () => {
    const meter = rolling({ limit: 100, windowMs: 100 });
    let passed = 0;
    for (let at = 0; at < 100_000; at += 1) if (meter.take(at / 2) === null) passed += 1;
    expect(passed).toBe(50_000);
  });

  it('holds a limit of two hundred thousand, past the end of its memory and round again', () => {
    const meter = rolling({ limit: 200_000, windowMs: 1_000 });
    const began = performance.now();
    let passed = 0;
    for (let call = 0; call < 1_000_000; call += 1) if (meter.take(Math.floor(call / 250)) === null) passed += 1;
    // 250 calls in each of 4,000 ms: 200,000 pass within 800 ms, then none for 200 ms.
    expect(passed).toBe(800_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
