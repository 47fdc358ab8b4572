import { connect, type Socket } from 'node:net';

type Target = { host: string[]; port: number[]; path?: string | undefined };

const LOOK_EVERY_MS = 500;

/** With an error: a connection that was only being made would otherwise be made again for ever, and its query wait. */
class Silent extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * Makes the sockets of a pool, for postgres.js's `socket` option. A socket that was written to and has been silent for
 * `silenceMs` since is destroyed, which fails its query: one whose other end has vanished without a word would otherwise hold the
 * query for ever, because the client has no time-out of its own. A LISTEN that hears nothing owes nothing and stays. Over TLS the
 * writes are not seen here, and such a socket goes only when the kernel gives it up.
 */
export function socketsThatAnswer(silenceMs: number): (target: Target) => Socket {
  return ({ host, port, path }) => {
    const at = { host: host[0] ?? 'localhost', port: port[0] ?? 5432 };
    const socket = path ? connect(path) : connect(at);
    socket.setNoDelay(true);
    // read by the client when it upgrades to TLS
    Object.assign(socket, at);
    watch(socket, silenceMs);
    return socket;
  };
}

function watch(socket: Socket, silenceMs: number): void {
  /** what had been read when the last statement went out, and when that was; null: nothing is awaited */
  let asked: { read: number; at: number } | null = null;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = (...args: unknown[]) => {
    // an older statement that is still unanswered keeps its time
    if (asked === null || socket.bytesRead > asked.read) asked = { read: socket.bytesRead, at: performance.now() };
    return write(...args);
  };
  const look = setInterval(() => {
    // not by an event: an upgrade to TLS takes all listeners away
    if (socket.destroyed) return clearInterval(look);
    if (asked === null || socket.bytesRead > asked.read) asked = null;
    else if (performance.now() - asked.at >= silenceMs) socket.destroy(new Silent());
  }, LOOK_EVERY_MS);
  look.unref();
}
