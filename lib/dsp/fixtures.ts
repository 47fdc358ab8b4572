import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For tests: what a scripted server was asked. `query` and `form` are decoded. */
export type AskedOfScript = {
  route: string;
  query: Record<string, string>;
  form: Record<string, string>;
  headers: IncomingMessage['headers'];
};
/** A JSON body with status 200, a whole answer, or a free hand with the socket. */
export type ScriptReply =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | ((res: ServerResponse) => void);
export type Script = Record<string, (asked: AskedOfScript) => ScriptReply>;

/** For tests: a server whose every answer the test writes itself, by "METHOD /path". An unknown route answers 404. */
export async function scriptedServer(script: Script) {
  const asked: AskedOfScript[] = [];
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const { pathname, searchParams } = new URL(req.url ?? '/', url);
    let body = '';
    for await (const chunk of req.setEncoding('utf8')) body += String(chunk);
    const one: AskedOfScript = {
      route: `${req.method} ${pathname}`,
      query: Object.fromEntries(searchParams),
      form: Object.fromEntries(new URLSearchParams(body)),
      headers: req.headers,
    };
    asked.push(one);
    const reply = script[one.route]?.(one) ?? { status: 404 };
    if (typeof reply === 'function') return reply(res);
    res.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    res.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
  }

  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url, asked, close };
}

/** For tests: the ways an answer can fail to come whole. */
export const BROKEN: Record<string, (res: ServerResponse) => void> = {
  hang: () => undefined,
  reset: res => res.socket?.resetAndDestroy(),
  truncated: res => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': 64 });
    res.write('tr', () => res.socket?.destroy());
  },
};
