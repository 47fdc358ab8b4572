import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { callDsp } from './http';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
});

const MB = 1024 * 1024;

describe('callDsp', () => {
  it('hands over method, headers and body, and answers with all that came back, whatever the status', async () => {
    const url = await serve((req, res) => {
      res.writeHead(418, { 'x-kind': 'teapot' });
      req.pipe(res.write(`${req.method} ${req.headers.authorization} `) ? res : res);
    });
    const answer = await callDsp({ method: 'POST', url, headers: { authorization: 'Bearer x' }, body: 'Grüße 🎧' });
    expect(answer).toMatchObject({ kind: 'answer', status: 418, text: 'POST Bearer x Grüße 🎧' });
    expect(answer.kind === 'answer' && answer.headers.get('x-kind')).toBe('teapot');
  });

  it('does not follow a redirect: no DSP’s API sends one', async () => {
    let asked = 0;
    const url = await serve((_req, res) => {
      asked += 1;
      res.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await callDsp({ method: 'GET', url })).toEqual({ kind: 'unavailable', detail: 'redirect 302' });
    expect(asked).toBe(1);
  });

  it('gives up on an answer that does not start, and on one that does not end', async () => {
    const silent = await serve(() => undefined);
    const late = await callDsp({ method: 'GET', url: silent, timeoutMs: 30 });
    expect(late).toEqual({ kind: 'unavailable', detail: 'timeout' });
    server?.removeAllListeners('request').on('request', (_req, res) => void res.write('{'));
    const endless = await callDsp({ method: 'GET', url: silent, timeoutMs: 30 });
    expect(endless).toEqual({ kind: 'unavailable', detail: 'timeout' });
  });

  it('takes 1 MB and not a byte more, and nothing that would have to be unpacked', async () => {
    const url = await serve((req, res) => {
      if (req.url === '/fits') res.end(Buffer.alloc(MB, 'x'));
      else if (req.url === '/packed') res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'));
      else res.end(Buffer.alloc(MB + 1, 'x'));
    });
    expect(await callDsp({ method: 'GET', url: `${url}/fits` })).toMatchObject({ kind: 'answer', status: 200 });
    expect(await callDsp({ method: 'GET', url })).toEqual({ kind: 'unavailable', detail: 'answer too long' });
    const packed = await callDsp({ method: 'GET', url: `${url}/packed` });
    expect(packed).toEqual({ kind: 'unavailable', detail: 'encoded answer' });
  });

  it('is unavailable when the connection is refused, reset or cut off', async () => {
    const url = await serve((req, res) => {
      if (req.url === '/reset') return void req.socket.destroy();
      res.writeHead(200, { 'content-length': '100' });
      res.write('{"half":', () => req.socket.destroy());
    });
    expect(await callDsp({ method: 'GET', url: `${url}/reset` })).toMatchObject({ kind: 'unavailable' });
    expect(await callDsp({ method: 'GET', url })).toMatchObject({ kind: 'unavailable' });
    expect(await callDsp({ method: 'GET', url: 'http://127.0.0.1:1' })).toMatchObject({ kind: 'unavailable' });
  });

  it('stops when it is told to, before and during the call', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    const during = await callDsp({ method: 'GET', url, signal: stop.signal });
    const before = await callDsp({ method: 'GET', url, signal: stop.signal });
    expect([during, before]).toEqual([1, 2].map(() => ({ kind: 'unavailable', detail: 'aborted' })));
  });

  it('neither throws nor tells the token when the request cannot even be made', async () => {
    const headers = { authorization: 'Bearer secret\ntoken' };
    const answer = await callDsp({ method: 'GET', url: 'http://127.0.0.1:1', headers });
    expect(answer).toEqual({ kind: 'unavailable', detail: 'UND_ERR_INVALID_ARG' });
    expect(await callDsp({ method: 'GET', url: 'nonsense' })).toMatchObject({ kind: 'unavailable' });
  });
});
