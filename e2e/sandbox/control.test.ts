import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallLog, withoutSecrets } from './call-log';
import { ALBUM, ALBUM_URI, CLIENT, openStage, read, SAVE, type Stage, START } from './test-stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const tell = (method: string, path: string, body?: string) =>
  read(fetch(`${stage.url}/control${path}`, { method, ...(body !== undefined && { body }) }));

describe('the call log', () => {
  it('tells who called for what, and never a token', async () => {
    await stage.release();
    const grant = await stage.control.issueGrant({
      fan: (await stage.control.createFans({ id: 'fan-1' }))[0] ?? '',
      client: CLIENT.id,
      scopes: [SAVE],
    });
    const answer = await read(stage.token({ grant_type: 'refresh_token', refresh_token: grant }));
    const { access_token: access } = answer.body as { access_token: string };
    await stage.api('PUT', `/me/library?uris=${encodeURIComponent(ALBUM_URI)}`, access);
    await stage.api('GET', `/me?access_token=${access}`, access);
    const calls = await stage.control.calls();
    const whose = { at: START, fan: 'fan-1', client: CLIENT.id, status: 200, ms: expect.any(Number) as number };
    expect(calls).toEqual([
      { n: 1, ...whose, method: 'POST', path: '/accounts/api/token', query: '', grantType: 'refresh_token' },
      {
        n: 2,
        ...whose,
        method: 'PUT',
        path: '/api/v1/me/library',
        query: `uris=${encodeURIComponent(ALBUM_URI)}`,
        uris: [ALBUM_URI],
      },
      { n: 3, ...whose, method: 'GET', path: '/api/v1/me', query: 'access_token=hidden' },
    ]);
    for (const secret of [grant, access, CLIENT.secret]) expect(JSON.stringify(calls)).not.toContain(secret);
  });

  it('can be asked for a part', async () => {
    await stage.fanToken('fan-1', []);
    await stage.fanToken('fan-2', []);
    await stage.api('GET', '/me', await stage.fanToken('fan-2', []));
    expect(await stage.control.calls({ since: 2 })).toHaveLength(2);
    expect(await stage.control.calls({ fan: 'fan-2' })).toHaveLength(3);
    expect(await stage.control.calls({ route: '^GET /api' })).toHaveLength(1);
    expect(await stage.control.calls({ limit: 1 })).toMatchObject([{ n: 1 }]);
    stage.advance(1_000);
    await stage.fanToken('fan-3', []);
    expect(await stage.control.calls({ from: START + 1 })).toMatchObject([{ fan: 'fan-3' }]);
    expect(await stage.control.calls({ from: START, to: START + 1_000 })).toHaveLength(4);
    await expect(stage.control.calls({ route: '(' })).rejects.toThrow('route must be a regular expression');
  });

  it('stays quick with two hundred thousand entries', () => {
    const log = new CallLog();
    const call = { at: 0, method: 'PUT', path: '/api/v1/me/library', query: '', client: 'c' };
    for (let i = 0; i < 200_000; i += 1) log.add({ ...call, fan: `fan-${i}` });
    const began = performance.now();
    expect([...log.find({ since: 199_990 })]).toHaveLength(10);
    expect(performance.now() - began).toBeLessThan(50);
    expect([...log.find({ fan: 'fan-77777', route: /^PUT/ })]).toMatchObject([{ n: 77_778 }]);
  });

  it.each([
    ['', ''],
    ['uris=a', 'uris=a'],
    ['refresh_token=AQx&b=1', 'refresh_token=hidden&b=1'],
    ['a=1&code=AQx', 'a=1&code=hidden'],
  ])('turns the query %j into %j', (query, shown) => {
    expect(withoutSecrets(query)).toBe(shown);
  });
});

describe('the whole', () => {
  it('counts and forgets', async () => {
    await stage.release();
    await stage.fanToken('fan-1', []);
    expect(await stage.control.state()).toMatchObject({ now: START, clients: 1, fans: 1, releases: 1, calls: 1 });
    await stage.control.reset();
    expect(await stage.control.state()).toMatchObject({ clients: 0, fans: 0, releases: 0, calls: 0 });
  });

  it('says when it is ready', async () => {
    await stage.control.waitReady();
    expect(await read(fetch(`${stage.url}/healthz`))).toEqual({ status: 200, body: { ok: true } });
  });

  it.each([
    ['POST', '/clients', '{"id":"c"}', 'secret: '],
    ['POST', '/clients', '{"id":"c","secret":"s","mode":"extended","redirectUri":"x"}', 'redirectUri'],
    ['POST', '/fans', '{"id":"f","country":"gb"}', 'two capital letters'],
    [
      'POST',
      '/releases',
      `{"id":"short","name":"n","artist":"a","availableAt":1}`,
      'id: must be 22 letters and digits',
    ],
    ['POST', '/releases', `{"id":"${ALBUM}","name":"n","artist":"a"}`, 'availableAt: must be epoch milliseconds'],
    ['POST', '/faults', '{"route":"(","fault":{"kind":"hang"}}', '0.route: must be a regular expression'],
    ['POST', '/faults', '[{"route":"x","fault":{"kind":"explode"}}]', '0.fault.kind: '],
    ['PUT', '/faults', '{"route":"x","share":2,"fault":{"kind":"hang"}}', '0.share: '],
    ['POST', '/limits', '{"client":"nobody","limit":1}', 'there is no client nobody'],
    ['POST', '/limits', '{"client":"nobody","limit":1,"retryAfter":"soon"}', 'retryAfter: must be seconds'],
    ['POST', '/limits', '{"client":"client-1","limit":1,"kind":"token-bucket"}', 'refillPerSecond: '],
    ['POST', '/limits', '{"client":"client-1","limit":1,"plan":[{"limit":1}]}', 'plan.0: each step wants either'],
    ['POST', '/grants', '{"fan":"nobody","client":"client-1","scopes":[]}', 'there is no fan nobody'],
    ['POST', '/grants', '{"client":"client-1","scopes":[]}', 'give either fan or fans'],
    ['POST', '/latency', '{"ms":-1}', 'ms: '],
    ['POST', '/revoke', 'not JSON', 'the body is not JSON'],
    ['GET', '/libraries', undefined, 'name a uri'],
    ['GET', '/libraries/%zz', undefined, 'not properly encoded'],
    ['GET', '/verdict', undefined, 'name a uri'],
    ['GET', '/verdict?uri=a&to=x', undefined, 'to must be a whole number'],
    ['GET', '/calls?since=x', undefined, 'since must be a whole number'],
  ])('refuses %s %s %s', async (method, path, body, sentence) => {
    const { status, body: answer } = await tell(method, path, body);
    expect(status).toBe(400);
    expect((answer as { error: string }).error).toContain(sentence);
  });

  it('knows no other control route', async () => {
    expect((await tell('GET', '/nothing')).status).toBe(404);
  });
});
