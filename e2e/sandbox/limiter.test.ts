import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LimitRule } from './limit-rule';
import { Limiter } from './limiter';
import { apiError, CLIENT, openStage, read, type Stage, START } from './test-stage';

const TERMS = { countsRefused: false, retryAfter: 'seconds', quotaExceeded: false, tokenRoute: false } as const;
const rolling = (limit: number, plan: LimitRule['plan'] = []): LimitRule => ({
  ...TERMS,
  kind: 'rolling',
  limit,
  windowMs: 1_000,
  plan,
});
const bucket = (limit: number, refillPerSecond: number, plan: LimitRule['plan'] = []): LimitRule => ({
  ...TERMS,
  kind: 'token-bucket',
  limit,
  refillPerSecond,
  cost: 1,
  plan,
});
/** How many of `calls` at once get through. */
const rush = (limiter: Limiter, now: number, calls = 20) =>
  Array.from({ length: calls }, () => limiter.take(now)).filter(wait => wait === null).length;

describe('a planned change', () => {
  it('comes after so many calls that were let through', () => {
    const limiter = new Limiter(rolling(8, [{ afterCalls: 10, limit: 4 }]), 0);
    // The tenth is the last under the old limit; the window still holds two of the second, so two more fit.
    expect([rush(limiter, 0), rush(limiter, 1_000), rush(limiter, 2_000)]).toEqual([8, 4, 4]);
  });

  it('comes after so many ms since the rule was set, step by step', () => {
    const plan = [
      { afterMs: 1_000, limit: 4 },
      { afterMs: 2_000, limit: 0 },
      { afterMs: 3_000, limit: 16 },
    ];
    const limiter = new Limiter(rolling(8, plan), 5_000);
    expect([5_000, 6_000, 7_000, 8_000].map(now => rush(limiter, now))).toEqual([8, 4, 0, 16]);
    limiter.replace(rolling(8, plan), 20_000);
    expect([20_000, 21_000].map(now => rush(limiter, now))).toEqual([8, 4]);
  });

  it('passes over steps in which nobody called', () => {
    const plan = [
      { afterMs: 1_000, limit: 4 },
      { afterMs: 2_000, limit: 2 },
    ];
    expect(rush(new Limiter(rolling(8, plan), 0), 2_500)).toBe(2);
  });

  it('refills a bucket at the old pace up to the planned instant and at the new one from there', () => {
    const limiter = new Limiter(bucket(10, 10, [{ afterMs: 500, limit: 20, refillPerSecond: 1 }]), 0);
    expect([rush(limiter, 0), rush(limiter, 2_500)]).toEqual([10, 7]);
  });

  it('leaves the refill alone where it names none', () => {
    const limiter = new Limiter(bucket(10, 10, [{ afterCalls: 10, limit: 5 }]), 0);
    expect([rush(limiter, 0), rush(limiter, 400), rush(limiter, 9_000)]).toEqual([10, 4, 5]);
  });
});

describe('another rule in mid-run', () => {
  it('keeps what was counted, unless it is of the other kind', () => {
    const limiter = new Limiter(rolling(8), 0);
    expect(rush(limiter, 0)).toBe(8);
    limiter.replace(rolling(10), 0);
    expect(rush(limiter, 0)).toBe(2);
    limiter.replace(bucket(3, 1), 0);
    expect(rush(limiter, 0)).toBe(3);
    limiter.replace(bucket(30, 1), 0);
    expect(rush(limiter, 2_000)).toBe(2);
  });
});

describe('over HTTP', () => {
  let stage: Stage;
  let token: string;
  beforeEach(async () => {
    stage = await openStage();
    token = await stage.fanToken('fan-1', []);
  });
  afterEach(() => stage.close());

  const call = () => stage.api('GET', '/me', token);

  it.each([
    ['seconds', '30'],
    ['http-date', new Date(START + 30_000).toUTCString()],
    ['absent', null],
    ['negative', '-1'],
    [79_892, '79892'],
  ] as const)('says when to come back: %s', async (retryAfter, header) => {
    await stage.control.setLimit({ client: CLIENT.id, limit: 1, retryAfter });
    expect((await call()).status).toBe(200);
    const response = await call();
    expect(response.headers.get('retry-after')).toBe(header);
    expect({ status: response.status, body: await response.json() }).toEqual(apiError(429, 'API rate limit exceeded'));
  });

  it('tells a quota stop from a rate stop', async () => {
    await stage.control.setLimit({ client: CLIENT.id, limit: 0, quotaExceeded: true });
    expect(await read(call())).toEqual({
      status: 429,
      body: { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
    });
  });

  it('opens again with the window, or when the limit is taken away', async () => {
    await stage.control.setLimit({ client: CLIENT.id, limit: 1, windowMs: 5_000 });
    await call();
    expect((await call()).status).toBe(429);
    stage.advance(5_000);
    expect((await call()).status).toBe(200);
    await stage.control.setLimit({ client: CLIENT.id, limit: null });
    expect((await call()).status).toBe(200);
  });

  it('may be a token bucket that halves by itself', async () => {
    const plan = [{ afterCalls: 4, limit: 2, refillPerSecond: 1 }];
    await stage.control.setLimit({ client: CLIENT.id, kind: 'token-bucket', limit: 4, refillPerSecond: 2, plan });
    const passing = async () => {
      const statuses: number[] = [];
      for (let n = 0; n < 5; n += 1) statuses.push((await call()).status);
      return statuses.filter(status => status === 200).length;
    };
    expect(await passing()).toBe(4);
    stage.advance(1_000);
    expect(await passing()).toBe(1);
    stage.advance(60_000);
    expect(await passing()).toBe(2);
    const response = await call();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });

  it('counts each client apart, and token requests only when told to', async () => {
    await stage.control.setLimit({ client: CLIENT.id, limit: 0 });
    const request = () => stage.token({ grant_type: 'client_credentials' });
    expect((await request()).status).toBe(200);
    await stage.control.setLimit({ client: CLIENT.id, limit: 0, tokenRoute: true });
    expect((await request()).status).toBe(429);
    await stage.control.createClient({ id: 'other', secret: 'x', redirectUris: [], mode: 'extended' });
    const other = await stage.token({ grant_type: 'client_credentials' }, `Basic ${btoa('other:x')}`);
    expect(other.status).toBe(200);
  });
});
