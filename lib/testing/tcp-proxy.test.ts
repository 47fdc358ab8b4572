import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';

const atTarget: Socket[] = [];
const sockets: Socket[] = [];
const target = createServer({ allowHalfOpen: true }, socket => {
  atTarget.push(socket);
  // Echoes all it is told, and says goodbye when it is told goodbye.
  socket.pipe(socket);
  socket.on('error', () => {});
});
let proxy: TcpProxy;

beforeEach(async () => {
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  proxy = await startTcpProxy({ host: '127.0.0.1', port: (target.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const socket of [...sockets.splice(0), ...atTarget.splice(0)]) socket.destroy();
  await proxy.close();
  target.close();
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function echo(socket: Socket, message: string): Promise<string> {
  socket.write(message);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString();
}

const codeOf = async (socket: Socket): Promise<unknown> => {
  const [error] = (await once(socket, 'error')) as [Error & { code?: string }];
  return error.code;
};

describe('a proxy', () => {
  it('passes on what both sides say, whatever its size, and their goodbye', async () => {
    const socket = await open();
    expect(await echo(socket, 'hello')).toBe('hello');
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
    socket.end(Buffer.alloc(8_000_000, 'x'));
    await once(socket, 'end');
    expect(bytes).toBe(8_000_000);
  });

  it('names itself in a URL and leaves the rest', () => {
    expect(proxy.url('postgres://u:p%20w@db.example:5432/name?ssl=no')).toBe(
      `postgres://u:p%20w@127.0.0.1:${proxy.port}/name?ssl=no`,
    );
  });

  it('resets all connections on both sides and takes new ones', async () => {
    const both = [await open(), await open()];
    for (const socket of both) await echo(socket, 'a');
    const seen = [...both, ...atTarget].map(codeOf);
    proxy.resetAll();
    expect(await Promise.all(seen)).toEqual(Array.from({ length: 4 }, () => 'ECONNRESET'));
    expect(await echo(await open(), 'b')).toBe('b');
  });

  it('passes a reset on', async () => {
    const socket = await open();
    await echo(socket, 'a');
    const seen = codeOf(socket);
    atTarget[0]?.resetAndDestroy();
    expect(await seen).toBe('ECONNRESET');
  });
});

describe('a black hole', () => {
  it('swallows what either side says, without closing', async () => {
    const socket = await open();
    await echo(socket, 'a');
    proxy.blackHole(true);
    socket.write('lost');
    atTarget[0]?.write('lost too');
    await expect.poll(proxy.swallowed).toBe(12);
    proxy.blackHole(false);
    expect(await echo(socket, 'b')).toBe('b');
  });

  it('takes new connections and says nothing', async () => {
    proxy.blackHole(true);
    const socket = await open();
    socket.write('lost');
    await expect.poll(proxy.swallowed).toBe(4);
    proxy.blackHole(false);
    expect(await echo(socket, 'b')).toBe('b');
  });

  it('hides from the target that the caller has gone, until it is over', async () => {
    const socket = await open();
    await echo(socket, 'a');
    const [there] = atTarget;
    proxy.blackHole(true);
    socket.end('lost');
    await expect.poll(proxy.swallowed).toBe(4);
    expect([there?.readableEnded, there?.destroyed]).toEqual([false, false]);
    const closed = once(socket, 'close');
    proxy.blackHole(false);
    await closed;
    expect(there?.readableEnded).toBe(true);
  });
});

describe('a black hole in which the caller resets', () => {
  it('tells the target when it is over', async () => {
    const socket = await open();
    await echo(socket, 'a');
    proxy.blackHole(true);
    socket.write('lost');
    await expect.poll(proxy.swallowed).toBe(4);
    socket.resetAndDestroy();
    // Another connection's bytes come after the reset, so that it has been noticed by then.
    (await open()).write('mark');
    await expect.poll(proxy.swallowed).toBe(8);
    const [there] = atTarget;
    expect(there?.destroyed).toBe(false);
    const seen = there && codeOf(there);
    proxy.blackHole(false);
    expect(await seen).toBe('ECONNRESET');
  });
});

describe('a refusal', () => {
  it('is about new connections only, and ends', async () => {
    const socket = await open();
    await proxy.refuse(true);
    await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await echo(socket, 'a')).toBe('a');
    await proxy.refuse(false);
    expect(await echo(await open(), 'b')).toBe('b');
  });

  it('by the target is a reset', async () => {
    target.close();
    expect(await codeOf(await open())).toBe('ECONNRESET');
  });
});
