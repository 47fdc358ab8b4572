import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Limiter } from './limiter';
import { apiError, CLIENT, openStage, read, type Stage, START } from './test-stage';

const RULE = { limit: 2, windowMs: 30_000, retryAfter: 'seconds', quotaExceeded: false, tokenRoute: false } as const;

describe('a rolling window', () => {
  it('lets as many through as its limit, in any window', () => {
    const limiter = new Limiter(RULE);
    expect(limiter.take(0)).toBeNull();
    expect(limiter.take(10_000)).toBeNull();
    expect(limiter.take(20_000)).toBe(10_000);
    expect(limiter.take(29_999)).toBe(1);
    expect(limiter.take(30_000)).toBeNull();
    expect(limiter.take(30_001)).toBe(9_999);
  });

  it('remembers its past when the limit changes', () => {
    const limiter = new Limiter({ ...RULE, limit: 4 });
    for (const at of [0, 1_000, 2_000, 3_000]) expect(limiter.take(at)).toBeNull();
    limiter.rule = { ...RULE, limit: 2 };
    expect(limiter.take(4_000)).toBe(28_000);
    expect(limiter.take(32_000)).toBeNull();
  });

  it('lets nothing through at zero', () => {
    expect(new Limiter({ ...RULE, limit: 0 }).take(0)).toBe(30_000);
  });

  it('stays right and quick over very many calls', () => {
    const limiter = new Limiter({ ...RULE, limit: 100, windowMs: 100 });
    let passed = 0;
    for (let at = 0; at < 100_000; at += 1) if (limiter.take(at / 2) === null) passed += 1;
    expect(passed).toBe(50_000);
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
