import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notePeers, PEER_HEADER } from './peer';

let server: Server;
let port = 0;
beforeAll(async () => {
  // made before, as Next's is
  server = createServer((asked, answer) => answer.end(String(asked.headers[PEER_HEADER])));
  notePeers();
  notePeers();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

it('says who is at the other end, whatever a client says of itself', async () => {
  const answer = await new Promise<string>(resolve => {
    request({ port, host: '127.0.0.1', headers: { [PEER_HEADER]: '6.6.6.6', 'x-forwarded-for': '6.6.6.6' } }, got => {
      got.setEncoding('utf8').on('data', resolve);
    }).end();
  });
  expect(answer).toBe('127.0.0.1');
});
