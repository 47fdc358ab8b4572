import { connect, type Socket } from 'node:net';

type Target = { host: string[]; port: number[]; path?: string | undefined };

const LOOK_EVERY_MS = 1_000;

/**
 * Makes the sockets of a pool, for postgres.js's `socket` option. A socket that was written to and has been silent for
 * `silenceMs` since is destroyed, which fails its query: one whose other end has vanished without a word would otherwise hold the
 * query for ever, because the client has no time-out of its own. A LISTEN that hears nothing owes nothing and stays.
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
  let [read, written, silentFor] = [0, 0, 0];
  const look = setInterval(() => {
    // not by an event: an upgrade to TLS takes all listeners away
    if (socket.destroyed) return clearInterval(look);
    const heard = socket.bytesRead !== read;
    if (heard) [read, written] = [socket.bytesRead, socket.bytesWritten];
    silentFor = heard || socket.bytesWritten === written ? 0 : silentFor + LOOK_EVERY_MS;
    if (silentFor >= silenceMs) socket.destroy();
  }, LOOK_EVERY_MS);
  look.unref();
}
