import type { ServerResponse } from 'node:http';
import { json, type Answer } from './answer';
import { api } from './api';
import type { Asked } from './asked';
import type { Call } from './call-log';
import { findAccess } from './caller';
import { faultAnswer, type FaultRule } from './faults';
import { reset, send, sendFailure, sendTruncated } from './send';
import { tokenForm, tokenRoute, type TokenForm } from './token-route';
import { tooMany } from './too-many';
import type { Access, World } from './world';

/** A request on its way to its answer. `form` is there on the token route only. */
type DspCall = {
  world: World;
  asked: Asked;
  response: ServerResponse;
  form: TokenForm | null;
  access: Access | null;
  rule: FaultRule | null;
  entry: Call;
  began: number;
};

const TOKEN_PATH = '/accounts/api/token';

/** Whether a request is one a DSP client makes: those are logged, limited, slowed and spoilt on demand. */
export function isDspCall({ method, path }: Asked): boolean {
  return path.startsWith('/api/v1/') || (path === TOKEN_PATH && method === 'POST');
}

/**
 * Takes one API or token request to its answer, or to the fault in the place of one. No promises and no closures: under a hundred
 * thousand calls they were what took the time.
 */
export function serveDspCall(world: World, asked: Asked, response: ServerResponse): void {
  const { method, path, uris, shownQuery } = asked;
  const form = path === TOKEN_PATH ? tokenForm(world, asked) : null;
  const access = form ? null : findAccess(world, asked.authorization);
  const { client, fan } = form ?? access ?? NOBODY;
  const at = world.clock();
  const rule = world.faults.take(method, path, fan, at);
  const entry = world.calls.add({
    at,
    method,
    path,
    query: shownQuery,
    fan,
    client,
    uris,
    grantType: form?.grantType,
    fault: rule?.fault.kind,
  });
  later(world.latencyMs, act, { world, asked, response, form, access, rule, entry, began: performance.now() });
}

const NOBODY = { client: null, fan: null };

function later(ms: number, step: (call: DspCall) => void, call: DspCall): void {
  // Node keeps timers of one length in one list, so that many of them cost no more than one.
  if (ms > 0) setTimeout(guarded, ms, step, call);
  else guarded(step, call);
}

function guarded(step: (call: DspCall) => void, call: DspCall): void {
  try {
    step(call);
  } catch (error) {
    sendFailure(call.response, error);
  }
}

function act(call: DspCall): void {
  if (call.rule) spoil(call, call.rule);
  else answer(call, perform(call));
}

function perform(call: DspCall): Answer {
  const { world, asked, form, access } = call;
  return limited(call) ?? (form ? tokenRoute(world, form) : api(world, asked, access));
}

function limited({ world, form, entry }: DspCall): Answer | null {
  const limiter = entry.client === null ? undefined : world.limiters.get(entry.client);
  if (!limiter || (form && !limiter.rule.tokenRoute)) return null;
  const now = world.clock();
  const wait = limiter.take(now);
  return wait === null ? null : tooMany(limiter.rule, wait, now);
}

function answer(call: DspCall, what: Answer): void {
  record(call, what);
  send(call.response, what);
}

function record({ entry, began }: DspCall, { status }: Answer): void {
  entry.status = status;
  entry.ms = Math.round((performance.now() - began) * 10) / 10;
}

function spoil(call: DspCall, { fault, after }: FaultRule): void {
  // A slow answer is a real one in any case, and half an answer has to be half of something.
  const real = after ? perform(call) : null;
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      return reset(call.response);
    case 'slow':
      return later(fault.ms, slowed => answer(slowed, real ?? perform(slowed)), call);
    case 'truncate': {
      const whole = real ?? json(200, { sandbox: 'cut short before it took effect' });
      record(call, whole);
      return sendTruncated(call.response, whole);
    }
    case 'status':
    case 'invalid_grant':
      return answer(call, faultAnswer(fault));
  }
}
