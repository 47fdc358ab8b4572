import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text, type Answer } from './answer';
import { appleMusicService } from './apple-music/service';
import { askedOf, hasBody, readBody, type Asked } from './asked';
import { authorizeDecision, authorizePage } from './authorize';
import { control } from './control';
import { mountPlain } from './deezer/serve';
import { deezerService } from './deezer/service';
import { isDspCall, serveDspCall } from './dsp-call';
import { mailboxAnswer } from './mailbox/serve';
import { startMailbox, type Mailbox } from './mailbox/smtp';
import { mount, type Mounted } from './oauth-service/serve';
import { send, sendFailure } from './send';
import { soundcloudService } from './soundcloud/service';
import { tidalService } from './tidal/service';
import { emptyWorld, type World } from './world';
import { youtubeService } from './youtube/service';

export type Sandbox = {
  url: string;
  port: number;
  /** where mails can be sent */ smtpUrl: string;
  close: () => Promise<void>;
};

/**
 * Starts a sandbox of its own on 127.0.0.1: Spotify's accounts under `/accounts`, its API under `/api`; TIDAL, YouTube, Apple Music,
 * Deezer and SoundCloud under their names, each with a world of its own; and a mail server whose mails are read at `/mailbox`. Port 0
 * or none takes a free one; `clock` gives epoch ms. `close` also
 * cuts the connections that are still open.
 */
export async function startSandbox(options: { port?: number; clock?: () => number } = {}): Promise<Sandbox> {
  const { port = 0, clock = Date.now } = options;
  const world = emptyWorld(clock);
  const mailbox = await startMailbox(clock);
  const others = [
    ...[tidalService(), youtubeService(), appleMusicService()].map(service => mount(service, clock)),
    ...[deezerService, soundcloudService].map(service => mountPlain(service, clock)),
  ];
  const server = createServer((incoming, response) => {
    const mounted = otherService(others, incoming.url ?? '');
    if (mounted) mounted.serve(incoming, response);
    else if (incoming.url?.startsWith('/mailbox')) serveMailbox(mailbox, incoming, response);
    else serve(world, incoming, response);
  });
  // Longer than any client keeps an idle connection, so that it is never the server who closes one under a new request.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 4096, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  const close = async () => {
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await mailbox.close();
  };
  return { url: `http://127.0.0.1:${taken}`, port: taken, smtpUrl: mailbox.smtpUrl, close };
}

/** Spotify's own routes are looked for first: they come by the hundred thousand. */
function otherService(others: readonly Mounted[], url: string): Mounted | undefined {
  if (url.startsWith('/api/') || url.startsWith('/accounts/')) return undefined;
  return others.find(({ prefix }) => url.startsWith(prefix));
}

function serveMailbox({ letters }: Mailbox, incoming: IncomingMessage, response: ServerResponse): void {
  const { path, query } = askedOf(incoming, '');
  send(response, mailboxAnswer(letters, path, query.get('to')));
}

function serve(world: World, incoming: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(incoming)) return route(world, askedOf(incoming, ''), response);
  readBody(incoming).then(
    body => (body === null ? send(response, text(413, 'Too long')) : route(world, askedOf(incoming, body), response)),
    // The caller has gone away: nobody is left to be told.
    () => {},
  );
}

function route(world: World, asked: Asked, response: ServerResponse): void {
  try {
    if (isDspCall(asked)) serveDspCall(world, asked, response);
    else send(response, other(world, asked));
  } catch (error) {
    sendFailure(response, error);
  }
}

function other(world: World, asked: Asked): Answer {
  const { method, path } = asked;
  if (path.startsWith('/control/')) return control(world, asked);
  if (path === '/healthz') return json(200, { ok: true });
  if (path === '/accounts/authorize' && method === 'GET') return authorizePage(world, asked);
  if (path === '/accounts/authorize' && method === 'POST') return authorizeDecision(world, asked);
  return text(404, 'Not found');
}
