import type { ServerResponse } from 'node:http';
import type { Answer } from './answer';

/** Sends a whole answer. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-length': length });
  response.end(body);
}

/** Promises a whole answer, sends half of it and cuts the line. */
export function sendTruncated(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body === '' ? '{' : body);
  // Longer than the body, so that an empty answer can be cut short as well.
  response.writeHead(status, { ...headers, 'content-length': bytes.length + 64 });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.destroy());
}

/** Ends the connection with a TCP reset. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
