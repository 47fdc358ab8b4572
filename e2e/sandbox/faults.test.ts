import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from './client';
import { ALBUM_URI, apiError, CLIENT, openStage, read, SAVE, type Stage, START, tokenError } from './test-stage';

let stage: Stage;
let token: string;
beforeEach(async () => {
  stage = await openStage();
  await stage.release();
  token = await stage.fanToken('fan-1', [SAVE]);
});
afterEach(() => stage.close());

const PUT = 'PUT /api/v1/me/library$';
const save = (access = token, init: RequestInit = {}) =>
  stage.api('PUT', `/me/library?uris=${ALBUM_URI}`, access, init);
const arm = (fault: FaultInput['fault'], more: Partial<FaultInput> = {}) =>
  stage.control.setFaults([{ route: PUT, fault, ...more }]);
const library = () => stage.control.library(ALBUM_URI);
const saved = { 'fan-1': START };

/** The socket's own code for a call that got no whole answer. */
async function failure(call: Promise<Response>): Promise<string> {
  try {
    await (await call).text();
    return 'none';
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  }
}

describe('a status', () => {
  it('may be anything, with any body and headers', async () => {
    await arm({ kind: 'status', status: 503, body: 'upstream', headers: { 'retry-after': '7' } });
    const response = await save();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.text()).toBe('upstream');
    expect(await library()).toEqual({});
  });

  it('has a body of its own when none is given, and a JSON one when it is no text', async () => {
    await arm({ kind: 'status', status: 502 });
    expect(await read(save())).toEqual(apiError(502, 'Sandbox fault 502'));
    await arm({ kind: 'status', status: 403, body: { error: { status: 403, message: 'No' } } });
    expect(await read(save())).toEqual(apiError(403, 'No'));
  });

  it('may come after the effect', async () => {
    await arm({ kind: 'status', status: 500 }, { after: true });
    expect((await save()).status).toBe(500);
    expect(await library()).toEqual(saved);
  });
});

describe('a reset', () => {
  it('cuts the connection before the effect', async () => {
    await arm({ kind: 'reset' });
    expect(await failure(save())).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(await library()).toEqual({});
  });

  it('or after it: saved, and the caller cannot know', async () => {
    await arm({ kind: 'reset' }, { after: true });
    expect(await failure(save())).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(await library()).toEqual(saved);
    expect(await stage.control.calls({ route: PUT })).toMatchObject([{ status: 0, fault: 'reset' }]);
  });

  it('loses a rotated token', async () => {
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'extended', rotation: 'always' });
    const first = await stage.control.issueGrant({ fan: 'fan-1', client: CLIENT.id, scopes: [SAVE] });
    await stage.control.setFaults([{ route: 'POST .*/token', times: 1, after: true, fault: { kind: 'reset' } }]);
    const refresh = () => stage.token({ grant_type: 'refresh_token', refresh_token: first });
    expect(await failure(refresh())).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(await read(refresh())).toEqual(tokenError('invalid_grant', 'Refresh token revoked'));
  });
});

describe('half an answer', () => {
  it.each([
    [false, {}],
    [true, saved],
  ])('with the effect first: %s', async (after, expected) => {
    await arm({ kind: 'truncate' }, { after });
    expect(await failure(save())).toBe('UND_ERR_SOCKET');
    expect(await library()).toEqual(expected);
  });

  it('keeps the status it would have had', async () => {
    await stage.control.setFaults([{ route: 'GET .*/me$', after: true, fault: { kind: 'truncate' } }]);
    expect((await stage.api('GET', '/me', token)).status).toBe(200);
  });
});

describe('no answer', () => {
  it.each([
    [false, {}],
    [true, saved],
  ])('with the effect first: %s', async (after, expected) => {
    await arm({ kind: 'hang' }, { after });
    const stop = new AbortController();
    let settled = false;
    const call = save(token, { signal: stop.signal }).finally(() => {
      settled = true;
    });
    while ((await stage.control.calls({ route: PUT })).length === 0);
    expect(await stage.control.calls({ route: PUT })).toMatchObject([{ status: 0, ms: 0, fault: 'hang' }]);
    expect(await library()).toEqual(expected);
    expect(settled).toBe(false);
    stop.abort();
    await expect(call).rejects.toThrow('aborted');
  });
});

describe('a slow answer', () => {
  it('is a real one', async () => {
    await arm({ kind: 'slow', ms: 25 });
    const began = performance.now();
    expect((await save()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(20);
    expect(await library()).toEqual(saved);
  });

  it('may be everybody’s', async () => {
    await stage.control.setLatency(25);
    const began = performance.now();
    expect((await save()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(20);
  });
});

describe('invalid_grant', () => {
  it('is said of a fan whose token is fine', async () => {
    await stage.control.setFaults([{ route: 'POST /accounts/api/token', fault: { kind: 'invalid_grant' } }]);
    const grant = await stage.control.issueGrant({ fan: 'fan-1', client: CLIENT.id, scopes: [SAVE] });
    const refresh = () => stage.token({ grant_type: 'refresh_token', refresh_token: grant });
    expect(await read(refresh())).toEqual(tokenError('invalid_grant', 'Refresh token revoked'));
    await stage.control.clearFaults();
    expect((await refresh()).status).toBe(200);
  });
});

describe('a storm', () => {
  it('of invalid_grant ends by itself', async () => {
    const grant = await stage.control.issueGrant({ fan: 'fan-1', client: CLIENT.id, scopes: [SAVE] });
    const refresh = async () => (await stage.token({ grant_type: 'refresh_token', refresh_token: grant })).status;
    await stage.control.setFaults([
      { route: 'POST /accounts/api/token', forMs: 60_000, fault: { kind: 'invalid_grant' } },
    ]);
    expect(await refresh()).toBe(400);
    stage.advance(60_000);
    expect(await refresh()).toBe(200);
  });

  it('may hit a share of the calls, the same in each run', async () => {
    const run = async () => {
      await arm({ kind: 'status', status: 503 }, { share: 0.3, seed: 3 });
      const statuses: number[] = [];
      for (let n = 0; n < 40; n += 1) statuses.push((await save()).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });
});

describe('rules', () => {
  it('wear out', async () => {
    await arm({ kind: 'status', status: 503 }, { times: 2 });
    expect([(await save()).status, (await save()).status, (await save()).status]).toEqual([503, 503, 200]);
  });

  it('may be about one fan, on the token route as well', async () => {
    const other = await stage.fanToken('fan-2', [SAVE]);
    await stage.control.setFaults([{ route: 'PUT|token', fan: 'fan-2', fault: { kind: 'status', status: 500 } }]);
    expect([(await save()).status, (await save(other)).status]).toEqual([200, 500]);
    const refresh = async (fan: string) => {
      const grant = await stage.control.issueGrant({ fan, client: CLIENT.id, scopes: [SAVE] });
      return (await stage.token({ grant_type: 'refresh_token', refresh_token: grant })).status;
    };
    expect([await refresh('fan-1'), await refresh('fan-2')]).toEqual([200, 500]);
  });

  it('are tried in order, added or replaced', async () => {
    await arm({ kind: 'status', status: 501 }, { times: 1 });
    await stage.control.addFaults([{ route: PUT, fault: { kind: 'status', status: 502 } }]);
    expect([(await save()).status, (await save()).status]).toEqual([501, 502]);
    await arm({ kind: 'status', status: 503 });
    expect((await save()).status).toBe(503);
  });

  it('leave other routes alone', async () => {
    await arm({ kind: 'status', status: 503 });
    expect((await stage.api('GET', '/me', token)).status).toBe(200);
  });
});
