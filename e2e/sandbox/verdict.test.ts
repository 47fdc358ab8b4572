import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from './call-log';
import { ALBUM_URI, openStage, SAVE, type Stage, START } from './test-stage';
import { judge } from './verdict';

const call = (fan: string | null, status: number, at = START): Call => ({
  n: 1,
  at,
  method: 'PUT',
  path: '/api/v1/me/library',
  query: '',
  fan,
  client: 'c',
  status,
  ms: 1,
});

describe('a verdict', () => {
  it('of nothing', () => {
    expect(judge([])).toEqual({
      fans: 0,
      saveCalls: 0,
      byFanMax: 0,
      fansWithMoreThanOneCall: 0,
      extraCalls: 0,
      first: null,
      last: null,
      statuses: {},
    });
  });

  it('counts calls by fan and by status', () => {
    const calls = [call('a', 200, START + 5), call('b', 429, START), call('b', 503), call('b', 200), call('c', 404)];
    expect(judge(calls)).toMatchObject({
      fans: 3,
      saveCalls: 5,
      byFanMax: 3,
      fansWithMoreThanOneCall: 1,
      first: START,
      last: START + 5,
      statuses: { 200: 2, 404: 1, 429: 1, 503: 1 },
    });
  });

  it.each([
    [[200], 0],
    [[429, 429, 200], 0],
    [[500, 404], 0],
    [[200, 200], 1],
    [[200, 204, 200], 2],
    // Nobody knows what a call did that was never answered, before or after.
    [[0, 200], 1],
    [[200, 0], 1],
    [[0], 0],
    [[200, 429, 302], 0],
  ])('calls what may have been done twice extra: %j', (statuses, extraCalls) => {
    expect(judge(statuses.map(status => call('a', status))).extraCalls).toBe(extraCalls);
  });

  it('never mixes fans', () => {
    expect(judge([call('a', 200), call('b', 200)])).toMatchObject({ extraCalls: 0, fansWithMoreThanOneCall: 0 });
  });

  it('knows calls with nobody’s token', () => {
    const stray = [call(null, 401), call(null, 401)];
    expect(judge(stray)).toMatchObject({ fans: 0, saveCalls: 2, byFanMax: 0, statuses: { 401: 2 } });
  });

  it('of a hundred thousand calls is there at once', () => {
    const calls = Array.from({ length: 100_000 }, (_, n) => call(`fan-${n}`, 200));
    const began = performance.now();
    expect(judge(calls).fans).toBe(100_000);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('over HTTP', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.release();
  });
  afterEach(() => stage.close());

  it('is about one uri, one route and one span of time', async () => {
    const [one, two] = [await stage.fanToken('fan-1', [SAVE]), await stage.fanToken('fan-2', [SAVE])];
    const save = (token: string, uri = ALBUM_URI) => stage.api('PUT', `/me/library?uris=${uri}`, token);
    await save(one);
    await save(one, 'spotify:playlist:'.padEnd(39, '0'));
    await stage.control.setFaults([{ route: 'PUT', times: 1, fault: { kind: 'status', status: 503 } }]);
    stage.advance(1_000);
    await save(two);
    await save(two);
    const whole = { fans: 2, saveCalls: 3, byFanMax: 2, fansWithMoreThanOneCall: 1, extraCalls: 0, inLibrary: 2 };
    const span = { first: START, last: START + 1_000 };
    expect(await stage.control.verdict(ALBUM_URI)).toEqual({ ...whole, ...span, statuses: { 200: 2, 503: 1 } });
    expect(await stage.control.verdict(ALBUM_URI, { from: START + 1 })).toMatchObject({ fans: 1, saveCalls: 2 });
    expect(await stage.control.verdict(ALBUM_URI, { route: 'DELETE' })).toMatchObject({ saveCalls: 0, inLibrary: 2 });
  });
});
