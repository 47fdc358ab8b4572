import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { json, page, seeOther, text, type Answer } from '../answer';
import { askedOf, readBody, type Asked } from '../asked';
import { consentPage, refusalPage } from '../consent-page';
import { control } from '../control';
import { DONE, takes } from '../control-change';
import { faultAnswer } from '../faults';
import { newToken } from '../identifiers';
import { reset, send, sendFailure, sendTruncated } from '../send';
import { emptyWorld, putFan, type Fan, type World } from '../world';

const releaseInput = z.strictObject({
  uri: z.string(),
  title: z.string(),
  artist: z.string(),
  availableAt: z.number(),
  /** the address it has on the service's site, where it is found by that */
  page: z.string().optional(),
  upc: z.string().optional(),
  /** where its cover is said to be; left out: here */
  cover: z.string().optional(),
});
/** A release of a catalogue without markets; `availableAt` is epoch ms. */
export type PlainRelease = z.output<typeof releaseInput>;

export type PlainWorld = World & { plainReleases: Map<string, PlainRelease> };

/** What a consent asks for, in one form for all services. */
export type Wish = { client: string; redirectUri: string; state: string; asks: string[]; challenge: string | null };

/** A service whose clients, consent, calls, faults and limits are the sandbox's own, and whose words are its own. */
export type PlainService = {
  /** where it is mounted, such as `/deezer`; `/control` under it is steered like Spotify's, `POST /control/releases` apart */
  prefix: string;
  authorizePath: string;
  /** What is asked for, or a sentence that refuses it. */
  wish(query: URLSearchParams): Wish | string;
  declined: Record<string, string>;
  fanOf(world: PlainWorld, asked: Asked): Fan | null;
  /** `route` is "METHOD /path" below the prefix */
  answer(call: { world: PlainWorld; asked: Asked; route: string; fan: Fan | null }): Answer;
  tooMany(waitMs: number): Answer;
};

const FAN_ID = /^[A-Za-z0-9._-]{1,64}$/;

const putRelease = (world: PlainWorld) =>
  takes(releaseInput, (_, release) => {
    world.plainReleases.set(release.uri, release);
    return DONE;
  });

/** Gives a service a world of its own on `clock` (epoch ms). Only its first client has limits. */
export function mountPlain(service: PlainService, clock: () => number) {
  const world: PlainWorld = Object.assign(emptyWorld(clock), { plainReleases: new Map<string, PlainRelease>() });
  const serve = (incoming: IncomingMessage, response: ServerResponse) => {
    readBody(incoming).then(
      body => {
        try {
          route(service, world, askedOf(incoming, body ?? ''), response);
        } catch (error) {
          sendFailure(response, error);
        }
      },
      // The caller has gone away: nobody is left to be told.
      () => {},
    );
  };
  return { prefix: `${service.prefix}/`, serve };
}

function route(service: PlainService, world: PlainWorld, asked: Asked, response: ServerResponse): void {
  const path = asked.path.slice(service.prefix.length);
  if (path === '/control/releases') {
    return send(response, putRelease(world)(world, JSON.parse(asked.body), ''));
  }
  if (path.startsWith('/control/')) return send(response, control(world, { ...asked, path }));
  if (path === service.authorizePath) return send(response, consent(service, world, asked));
  call(service, world, { ...asked, path }, response);
}

function call(service: PlainService, world: PlainWorld, asked: Asked, response: ServerResponse): void {
  const { method, path, shownQuery } = asked;
  const fan = service.fanOf(world, asked);
  const at = world.clock();
  const [client = null] = world.clients.keys();
  const rule = world.faults.take(method, path, fan?.id ?? null, at);
  const fault = rule?.fault;
  const entry = world.calls.add({
    at,
    method,
    path,
    query: shownQuery,
    fan: fan?.id ?? null,
    client,
    uris: undefined,
    fault: fault?.kind,
  });
  const perform = () => {
    const wait = (client === null ? undefined : world.limiters.get(client))?.take(world.clock()) ?? null;
    return wait === null ? service.answer({ world, asked, route: `${method} ${path}`, fan }) : service.tooMany(wait);
  };
  const finish = (answer: Answer) => {
    entry.status = answer.status;
    send(response, answer);
  };
  const act = () => {
    if (!fault) return finish(perform());
    const real = rule.after ? perform() : null;
    if (fault.kind === 'hang') return;
    if (fault.kind === 'reset') return reset(response);
    if (fault.kind === 'slow') return void setTimeout(() => finish(real ?? perform()), fault.ms);
    if (fault.kind === 'truncate') return sendTruncated(response, real ?? json(200, { sandbox: 'cut short' }));
    finish(faultAnswer(fault));
  };
  if (world.latencyMs > 0) setTimeout(act, world.latencyMs);
  else act();
}

function consent(service: PlainService, world: PlainWorld, asked: Asked): Answer {
  const fields = asked.method === 'POST' ? new URLSearchParams(asked.body) : asked.query;
  const wish = service.wish(fields);
  if (typeof wish === 'string') return page(400, refusalPage(wish));
  const client = world.clients.get(wish.client);
  if (!client?.redirectUris.includes(wish.redirectUri)) return page(400, refusalPage('There is no such app.'));
  const back = (result: Record<string, string>) => {
    const url = new URL(wish.redirectUri);
    for (const [name, value] of Object.entries({ ...result, state: wish.state })) url.searchParams.set(name, value);
    return seeOther(url.href);
  };
  if (fields.get('decision') === 'cancel') return back(service.declined);
  const fan = fields.get('new_fan')?.trim() || fields.get('fan')?.trim() || '';
  if (fields.get('decision') !== 'agree' || !FAN_ID.test(fan)) {
    const hidden = [...fields].filter(([name]) => !['fan', 'new_fan', 'decision'].includes(name));
    const problem = asked.method === 'POST' ? 'Name a fan: letters, digits, dots and dashes, 64 at most.' : null;
    return page(200, consentPage({ app: client.name, scopes: wish.asks, hidden, fans: [], problem }));
  }
  if (!world.fans.has(fan)) putFan(world, fan, {});
  const code = newToken('AQ');
  const { redirectUri, challenge } = wish;
  const issuedAt = world.clock();
  world.codes.set(code, { client: client.id, fan, redirectUri, scopes: wish.asks, challenge, issuedAt, grant: null });
  return back({ code });
}

/** A path nobody knows. */
export const nowhere = () => text(404, 'Not found');
