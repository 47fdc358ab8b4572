import type { IncomingMessage } from 'node:http';
import { readQuery, type Query } from './query';

/** One request, read whole. `origin` is where the caller thinks this server is. */
export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  uris: Query['uris'];
  shownQuery: string;
  origin: string;
  authorization: string | undefined;
  body: string;
};

const LONGEST_BODY = 64 * 1024 * 1024;

/** A request whose body is already read. */
export function askedOf({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): Asked {
  const mark = url.indexOf('?');
  const { fields, uris, shown } = readQuery(mark === -1 ? '' : url.slice(mark + 1));
  return {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    query: fields,
    uris,
    shownQuery: shown,
    origin: `http://${headers.host ?? '127.0.0.1'}`,
    authorization: headers.authorization,
    body,
  };
}

/** Whether there is a body to wait for. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined;
}

/** Reads a body to its end. Resolves with null when it is too long. Rejects when the caller goes away meanwhile. */
export function readBody(incoming: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LONGEST_BODY) resolve(null);
      else chunks.push(chunk);
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.once('error', reject);
  });
}
