import type { IncomingMessage } from 'node:http';

/** One request, read whole. `rawQuery` has no question mark; `origin` is where the caller thinks this server is. */
export type Asked = {
  method: string;
  path: string;
  rawQuery: string;
  query: URLSearchParams;
  origin: string;
  authorization: string | undefined;
  body: string;
};

const LONGEST_BODY = 32 * 1024 * 1024;

/** Reads a request to its end. Resolves with null when the body is too long. Rejects when the caller goes away meanwhile. */
export async function readAsked(incoming: IncomingMessage): Promise<Asked | null> {
  const { method = 'GET', url = '/', headers } = incoming;
  const mark = url.indexOf('?');
  const rawQuery = mark === -1 ? '' : url.slice(mark + 1);
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const body = hasBody ? await readBody(incoming) : '';
  if (body === null) return null;
  return {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    origin: `http://${headers.host ?? '127.0.0.1'}`,
    authorization: headers.authorization,
    body,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
