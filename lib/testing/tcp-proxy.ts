import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 whose connections can be lost in the ways a network loses them. */
export type TcpProxy = {
  port: number;
  /** The same URL through the proxy. */
  url: (original: string) => string;
  /** Ends all open connections, on both sides, with an RST. New ones are taken as before. */
  resetAll: () => void;
  /**
   * While on, all bytes and farewells vanish, both ways, on open connections and new ones. Afterwards what comes is passed on
   * again, and a connection that one side has left in the meantime is ended.
   */
  blackHole: (on: boolean) => void;
  /** How many bytes have vanished in a black hole so far: tells a test that its message has left and is lost. */
  swallowed: () => number;
  /** While on, new connections get ECONNREFUSED; open ones go on. Rejects when the port was taken meanwhile. */
  refuse: (on: boolean) => Promise<void>;
  /** Ends everything. */
  close: () => Promise<void>;
};

/** Starts a proxy to `target` on a free port. A target that refuses shows as a connection that is reset at once. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const hole = { isOpen: false, swallowed: 0 };

  const accept = (client: Socket) => {
    const pair = [client, connect({ ...target, allowHalfOpen: true, noDelay: true })] as const;
    pairs.add(pair);
    forward(pair[0], pair[1], hole);
    forward(pair[1], pair[0], hole);
    for (const socket of pair) {
      socket.on('close', () => {
        if (pair.every(({ destroyed }) => destroyed)) pairs.delete(pair);
      });
    }
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, accept).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const resetAll = () => {
    for (const socket of [...pairs].flat()) socket.resetAndDestroy();
  };

  let server: Server | null = await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: original => {
      const url = new URL(original);
      url.hostname = '127.0.0.1';
      url.port = String(port);
      return url.href;
    },
    resetAll,
    blackHole: on => {
      hole.isOpen = on;
      if (on) return;
      for (const [a, b] of pairs) {
        catchUp(a, b);
        catchUp(b, a);
      }
    },
    swallowed: () => hole.swallowed,
    refuse: async on => {
      if (!on) server ??= await listen(port);
      else {
        server?.close();
        server = null;
      }
    },
    close: async () => {
      resetAll();
      if (!server) return;
      const closed = once(server, 'close');
      server.close();
      server = null;
      await closed;
    },
  };
}

/** Passes on what `from` sends, and how it ends, unless the hole is open. */
function forward(from: Socket, to: Socket, hole: { isOpen: boolean; swallowed: number }): void {
  from.on('data', (chunk: Buffer) => {
    if (hole.isOpen) hole.swallowed += chunk.length;
    else if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
  from.on('end', () => {
    if (!hole.isOpen) to.end();
  });
  // What went wrong here has to be noticed over there, and the event itself would end the process.
  from.on('error', () => {
    if (!hole.isOpen) to.resetAndDestroy();
  });
}

/** Tells `to` how `from` ended while nobody could hear it. */
function catchUp(from: Socket, to: Socket): void {
  if (from.errored) to.resetAndDestroy();
  else if (from.readableEnded) to.end();
}
