import { describe, expect, it } from 'vitest';
import type { BucketRule } from './limit-rule';
import { TokenBucket } from './token-bucket';

const RULE: BucketRule = {
  kind: 'token-bucket',
  limit: 1,
  refillPerSecond: 0.5,
  cost: 1,
  plan: [],
  countsRefused: false,
  retryAfter: 'seconds',
  quotaExceeded: false,
  tokenRoute: false,
};
const bucket = (change: Partial<BucketRule> = {}, now = 0) => new TokenBucket({ ...RULE, ...change }, now);

describe('a token bucket', () => {
  it('is exact for one call in two seconds, however often somebody asks', () => {
    const meter = bucket({}, 1_796_000_000_000);
    const passed: number[] = [];
    for (let ms = 0; ms <= 6_100; ms += 1) if (meter.take(1_796_000_000_000 + ms) === null) passed.push(ms);
    expect(passed).toEqual([0, 2_000, 4_000, 6_000]);
  });

  it.each([0.1, 0.3, 3, 7, 999, 1 / 3])('tells the first ms that passes: %s a second', refillPerSecond => {
    const meter = bucket({ refillPerSecond });
    let now = 0;
    for (let call = 0; call < 1_000; call += 1) {
      expect(meter.take(now)).toBeNull();
      const wait = meter.take(now) ?? 0;
      if (wait > 1) expect(meter.take(now + wait - 1)).toBe(1);
      now += wait;
    }
  });

  it('does not drift over a hundred thousand calls', () => {
    const meter = bucket({ limit: 10, refillPerSecond: 300 });
    let passed = 0;
    for (let now = 0; now < 100_000; now += 1) if (meter.take(now) === null) passed += 1;
    expect(passed).toBe(10 + 29_999);
  });

  it('holds no more than its limit, after however long a rest', () => {
    const meter = bucket({ limit: 3, refillPerSecond: 10 });
    const rush = (at: number) => [1, 2, 3, 4].map(() => meter.take(at));
    expect(rush(0)).toEqual([null, null, null, 100]);
    expect(rush(1_000_000)).toEqual([null, null, null, 100]);
  });

  it('takes what a call costs', () => {
    const meter = bucket({ limit: 10, refillPerSecond: 2, cost: 5 });
    expect([meter.take(0), meter.take(0), meter.take(0), meter.take(2_499), meter.take(2_500)]).toEqual([
      null,
      null,
      2_500,
      1,
      null,
    ]);
  });

  it('may count refused calls: who keeps knocking stays outside', () => {
    const meter = bucket({ countsRefused: true });
    expect([meter.take(0), meter.take(1_999), meter.take(3_998), meter.take(5_998)]).toEqual([
      null,
      2_000,
      2_000,
      null,
    ]);
  });

  it('keeps what is left when its rule changes, up to the new limit', () => {
    const meter = bucket({ limit: 10, refillPerSecond: 1 });
    for (let call = 0; call < 4; call += 1) meter.take(0);
    meter.follow({ ...RULE, limit: 2, refillPerSecond: 1 }, 0);
    expect([meter.take(0), meter.take(0), meter.take(0)]).toEqual([null, null, 1_000]);
  });

  it('lets nothing through at zero', () => {
    expect(bucket({ limit: 0 }).take(60_000)).toBe(2_000);
  });
});
