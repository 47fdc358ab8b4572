import type { ServerResponse } from 'node:http';
import { json, type Answer } from './answer';

/** Sends a whole answer. */
export function send(response: ServerResponse, { status, headers, body, bytes }: Answer): void {
  const sent = bytes ?? body;
  response.writeHead(status, { ...headers, 'content-length': sent === '' ? 0 : Buffer.byteLength(sent) });
  response.end(sent);
}

/** Tells the console of the sandbox's own mistake, and the caller that there was one. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (!response.headersSent) send(response, json(500, { error: 'the sandbox itself has failed' }));
}

/** Promises a whole answer, sends half of it and cuts the line. */
export function sendTruncated(response: ServerResponse, { status, headers, body, bytes: whole }: Answer): void {
  const bytes = whole ?? Buffer.from(body === '' ? '{' : body);
  // Longer than the body, so that an empty answer can be cut short as well.
  response.writeHead(status, { ...headers, 'content-length': bytes.length + 64 });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.destroy());
}

/** Ends the connection with a TCP reset. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
