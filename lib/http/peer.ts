import { Server, type IncomingMessage } from 'node:http';

/** Set by ourselves on every request, over whatever the client has sent. Nothing outside of this process ever sees it. */
export const PEER_HEADER = 'x-upbeat-peer';

const holder = globalThis as typeof globalThis & { upbeatPeers?: true };

/**
 * Writes the other end of the connection into each request of this process. A route handler is not told it, and without it nobody can
 * tell a proxy's word in X-Forwarded-For from a client's own.
 */
export function notePeers(): void {
  if (holder.upbeatPeers) return;
  holder.upbeatPeers = true;
  // The only way to every server of the process: Next makes its own.
  // oxlint-disable-next-line typescript/unbound-method
  const emit = Server.prototype.emit;
  Server.prototype.emit = function emitWithPeer(this: Server, event: string, ...args: unknown[]) {
    if (event === 'request') {
      const { headers, socket } = args[0] as IncomingMessage;
      headers[PEER_HEADER] = socket.remoteAddress ?? '';
    }
    return Reflect.apply(emit, this, [event, ...args]) as boolean;
  };
}
