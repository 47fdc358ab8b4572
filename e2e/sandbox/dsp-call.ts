import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { json, type Answer } from './answer';
import { api } from './api';
import type { Asked } from './asked';
import { withoutSecrets } from './call-log';
import { findAccess } from './caller';
import { faultAnswer, type FaultRule } from './faults';
import { reset, send, sendTruncated } from './send';
import { tooMany } from './too-many';
import { tokenParties, tokenRoute } from './token-route';
import type { Access, World } from './world';

const TOKEN_PATH = '/accounts/api/token';

/** Whether a request is one a DSP client makes: those are logged, limited, slowed and spoilt on demand. */
export function isDspCall({ method, path }: Asked): boolean {
  return path.startsWith('/api/v1/') || (path === TOKEN_PATH && method === 'POST');
}

/** One API or token request from its arrival to its answer, or to the fault in the place of one. */
export async function serveDspCall(world: World, asked: Asked, response: ServerResponse): Promise<void> {
  const began = performance.now();
  const isToken = asked.path === TOKEN_PATH;
  const access = isToken ? null : findAccess(world, asked.authorization);
  const { client, fan, grantType } = isToken ? tokenParties(world, asked) : holderOf(access);
  const uris = asked.query.get('uris')?.split(',');
  const { method, path } = asked;
  const at = world.clock();
  const armed = world.faults.take(method, path, fan, at);
  const entry = world.calls.add({
    at,
    method,
    path,
    query: withoutSecrets(asked.rawQuery),
    fan,
    client,
    ...(uris && { uris }),
    ...(grantType !== undefined && { grantType }),
    ...(armed && { fault: armed.fault.kind }),
  });
  if (world.latencyMs > 0) await sleep(world.latencyMs);
  const perform = () =>
    limited(world, client, isToken) ?? (isToken ? tokenRoute(world, asked) : api(world, asked, access));
  const answer = armed ? await spoil(armed, perform, response) : perform();
  if (!answer) return;
  entry.status = answer.status;
  entry.ms = Math.round((performance.now() - began) * 10) / 10;
  if (armed?.fault.kind === 'truncate') sendTruncated(response, answer);
  else send(response, answer);
}

function holderOf(access: Access | null) {
  return { client: access?.client ?? null, fan: access?.fan ?? null, grantType: undefined };
}

function limited(world: World, client: string | null, isToken: boolean): Answer | null {
  const limiter = client === null ? undefined : world.limiters.get(client);
  if (!limiter || (isToken && !limiter.rule.tokenRoute)) return null;
  const now = world.clock();
  const wait = limiter.take(now);
  return wait === null ? null : tooMany(limiter.rule, wait, now);
}

/** What is to be sent in spite of the fault; null when nothing is. */
async function spoil(
  { fault, after }: FaultRule,
  perform: () => Answer,
  response: ServerResponse,
): Promise<Answer | null> {
  // A slow answer is a real one in any case, and half an answer has to be half of something.
  const real = after ? perform() : null;
  switch (fault.kind) {
    case 'hang':
      return null;
    case 'reset':
      reset(response);
      return null;
    case 'slow':
      await sleep(fault.ms);
      return real ?? perform();
    case 'truncate':
      return real ?? json(200, { sandbox: 'cut short before it took effect' });
    case 'status':
    case 'invalid_grant':
      return faultAnswer(fault);
  }
}
