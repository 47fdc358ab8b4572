import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, text, type Answer } from '../answer';
import { askedOf, readBody, type Asked } from '../asked';
import { findAccess } from '../caller';
import { faultAnswer, type FaultRule } from '../faults';
import { reset, send, sendFailure, sendTruncated } from '../send';
import { tokenForm, tokenRoute, type TokenForm } from '../token-route';
import { emptyWorld, type World } from '../world';
import { consentRoute } from './consent';
import { controlRoute } from './control';
import type { Service, ServiceCall } from './service';

/** A service with its world, taking requests. */
export type Mounted = { prefix: string; serve: (incoming: IncomingMessage, response: ServerResponse) => void };

/** Gives a service a world of its own on `clock` (epoch ms). */
export function mount(service: Service, clock: () => number): Mounted {
  const world = emptyWorld(clock);
  return {
    prefix: `${service.prefix}/`,
    serve: (incoming, response) => {
      readBody(incoming).then(
        body =>
          body === null
            ? send(response, text(413, 'Too long'))
            : guarded(response, () => route(service, world, incoming, askedOf(incoming, body), response)),
        // The caller has gone away: nobody is left to be told.
        () => {},
      );
    },
  };
}

function guarded(response: ServerResponse, step: () => void): void {
  try {
    step();
  } catch (error) {
    sendFailure(response, error);
  }
}

function route(
  service: Service,
  world: World,
  incoming: IncomingMessage,
  asked: Asked,
  response: ServerResponse,
): void {
  const { path, method } = asked;
  if (path.startsWith(`${service.prefix}/control/`)) return send(response, controlRoute(service, world, asked));
  if (path === service.authorizePath) return send(response, consentRoute(service, world, asked));
  const form = path === service.tokenPath && method === 'POST' ? tokenForm(world, asked) : null;
  if (!form && !path.startsWith(service.apiPrefix))
    return send(response, service.file?.(asked, world) ?? text(404, 'Not found'));
  const call = callOf(service, world, incoming, asked);
  const at = world.clock();
  const fan = form?.fan ?? call.fan?.id ?? null;
  const rule = world.faults.take(method, path, fan, at);
  const entry = world.calls.add({
    at,
    method,
    path,
    query: asked.shownQuery,
    fan,
    client: form?.client ?? call.client?.id ?? null,
    uris: undefined,
    grantType: form?.grantType,
    fault: rule?.fault.kind,
  });
  const perform = () => limited(service, world, entry.client, form) ?? answerTo(service, call, form);
  const finish = (answer: Answer) => {
    entry.status = answer.status;
    send(response, answer);
  };
  const act = () => (rule ? spoil(rule, { perform, finish, response }) : finish(perform()));
  if (world.latencyMs > 0) setTimeout(() => guarded(response, act), world.latencyMs);
  else act();
}

function callOf(service: Service, world: World, { headers }: IncomingMessage, asked: Asked): ServiceCall {
  const access = findAccess(world, asked.authorization);
  const client = access ? world.clients.get(access.client) : service.clientOf?.(world, headers);
  const fan = access?.fan ? world.fans.get(access.fan) : service.fanOf?.(world, headers);
  const path = `/${asked.path.slice(service.apiPrefix.length)}`;
  return { world, asked, headers, route: `${asked.method} ${path}`, access, client: client ?? null, fan: fan ?? null };
}

function limited(service: Service, world: World, client: string | null, form: TokenForm | null): Answer | null {
  const limiter = client === null ? undefined : world.limiters.get(client);
  if (!limiter || (form && !limiter.rule.tokenRoute)) return null;
  const now = world.clock();
  const wait = limiter.take(now);
  return wait === null ? null : service.tooMany(limiter.rule, wait, now);
}

function answerTo(service: Service, call: ServiceCall, form: TokenForm | null): Answer {
  if (!form) return service.api(call);
  const { world } = call;
  const answer = tokenRoute(world, form);
  const client = world.clients.get(form.client ?? '');
  if (answer.status !== 200 || !client) return answer;
  const code = world.codes.get(form.fields.get('code') ?? '') ?? null;
  const body = service.dressTokens(JSON.parse(answer.body) as Record<string, unknown>, { code, client, world });
  return json(200, body, { 'cache-control': 'no-store' });
}

type Way = { perform: () => Answer; finish: (answer: Answer) => void; response: ServerResponse };

function spoil({ fault, after }: FaultRule, { perform, finish, response }: Way): void {
  const real = after ? perform() : null;
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      return reset(response);
    case 'slow':
      setTimeout(() => guarded(response, () => finish(real ?? perform())), fault.ms);
      return;
    case 'truncate':
      return sendTruncated(response, real ?? json(200, { sandbox: 'cut short before it took effect' }));
    case 'status':
    case 'invalid_grant':
      return finish(faultAnswer(fault));
  }
}

/** How a limit says when to come back, for services that say it in whole seconds or not at all. */
export function retryHeader(
  form: 'absent' | (string & {}) | number,
  waitMs: number,
  now: number,
): Record<string, string> {
  if (form === 'absent') return {};
  if (form === 'negative') return { 'retry-after': '-1' };
  if (form === 'http-date') return { 'retry-after': new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString() };
  return { 'retry-after': typeof form === 'number' ? String(form) : String(Math.max(1, Math.ceil(waitMs / 1000))) };
}
