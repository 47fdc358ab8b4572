import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spotifyAdapter } from './adapter';
import type { SpotifyConfig } from './config';

/** For tests: what a test server was asked. `query` and `form` are decoded. */
type Asked = {
  route: string;
  query: Record<string, string>;
  form: Record<string, string>;
  headers: IncomingMessage['headers'];
};
/** A JSON body with status 200, a whole answer, or a free hand with the socket. */
type Reply =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | ((res: ServerResponse) => void);
export type Replies = Record<string, (asked: Asked) => Reply>;

export const START = Date.UTC(2026, 10, 22, 12, 0, 0);
export const TOKEN = 'POST /accounts/api/token';
export const ALBUM = '1'.repeat(22);
export const TRACK = '2'.repeat(22);
export const UPC = '810121774182';

/** An album as `GET /v1/albums/{id}` shows it. */
export const albumJson = (id = ALBUM, more: object = {}) => ({
  id,
  name: 'Tides',
  artists: [{ name: 'Ada Maren' }],
  release_date: '2026-11-20',
  release_date_precision: 'day',
  ...more,
});

/** A track as `GET /v1/tracks/{id}` and search show it. */
export const trackJson = (id = TRACK, more: object = {}) => ({
  id,
  name: 'Tide',
  artists: [{ name: 'Ada Maren' }],
  album: albumJson(),
  ...more,
});

/** A Spotify whose every answer a test writes itself, by "METHOD /path". An unknown route answers 404. */
async function startScripted(replies: Replies) {
  const asked: Asked[] = [];
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const { pathname, searchParams } = new URL(req.url ?? '/', url);
    let body = '';
    for await (const chunk of req.setEncoding('utf8')) body += String(chunk);
    const one: Asked = {
      route: `${req.method} ${pathname}`,
      query: Object.fromEntries(searchParams),
      form: Object.fromEntries(new URLSearchParams(body)),
      headers: req.headers,
    };
    asked.push(one);
    const reply = replies[one.route]?.(one) ?? { status: 404 };
    if (typeof reply === 'function') return reply(res);
    res.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    res.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
  }

  const config = (now: () => number): SpotifyConfig => ({
    accountsUrl: `${url}/accounts`,
    apiUrl: `${url}/api`,
    clientId: 'client',
    clientSecret: 'secret',
    now,
    timeoutMs: 2_000,
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { asked, config, close, routes: () => asked.map(one => one.route) };
}

/** An adapter with a Spotify of the test's own behind it and a clock the test turns. It gives app tokens unless told otherwise. */
export async function scriptedSpotify(replies: Replies, timeoutMs?: number) {
  const server = await startScripted({
    [TOKEN]: () => ({ json: { access_token: 'app', expires_in: 3600 } }),
    ...replies,
  });
  const time = { now: START };
  const config = { ...server.config(() => time.now), ...(timeoutMs !== undefined && { timeoutMs }) };
  return { ...server, time, dsp: spotifyAdapter(config) };
}
