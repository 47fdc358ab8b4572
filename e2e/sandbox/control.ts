import { json, type Answer } from './answer';
import type { Asked } from './asked';
import type { CallFilter } from './call-log';
import { refusal } from './control-change';
import { CHANGES } from './control-changes';
import type { World } from './world';

/** Answers a route under `/control`: how tests set the stage and look behind it. Nothing of this exists at Spotify. */
export function control(world: World, asked: Asked): Answer {
  const path = asked.path.slice('/control'.length);
  const [, folder, id = ''] = /^\/(releases)\/([^/]+)$/.exec(path) ?? [];
  const change = CHANGES[`${asked.method} ${folder === undefined ? path : `/${folder}/{id}`}`];
  if (change) {
    const input = parse(asked.body);
    return input === NOT_JSON ? refusal('the body is not JSON') : change(world, input, id);
  }
  if (asked.method === 'GET') {
    if (path === '/calls') return calls(world, asked.query);
    if (path === '/state') return state(world);
    if (path === '/libraries') return libraryOfUri(world, asked.query.get('uri'));
    const [, fan] = /^\/libraries\/([^/]+)$/.exec(path) ?? [];
    if (fan !== undefined) return libraryOfFan(world, fan);
  }
  return json(404, { error: `there is no control route ${asked.method} ${path}` });
}

const NOT_JSON = Symbol('not JSON');

function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}

function calls(world: World, query: URLSearchParams): Answer {
  const filter: CallFilter = {};
  for (const name of ['since', 'limit'] as const) {
    const value = query.get(name);
    if (value === null) continue;
    if (!/^\d+$/.test(value)) return refusal(`${name} must be a whole number`);
    filter[name] = Number(value);
  }
  const fan = query.get('fan');
  if (fan !== null) filter.fan = fan;
  try {
    const route = query.get('route');
    if (route !== null) filter.route = new RegExp(route);
  } catch {
    return refusal('route must be a regular expression');
  }
  return json(200, { total: world.calls.count, calls: world.calls.find(filter) });
}

function libraryOfFan(world: World, encoded: string): Answer {
  try {
    return json(200, Object.fromEntries(world.libraries.ofFan(decodeURIComponent(encoded))));
  } catch {
    return refusal('the fan in the address is not properly encoded');
  }
}

function libraryOfUri(world: World, uri: string | null): Answer {
  if (!uri) return refusal('name a uri');
  return json(200, Object.fromEntries(world.libraries.ofUri(uri)));
}

function state(world: World): Answer {
  return json(200, {
    now: world.clock(),
    clients: world.clients.size,
    fans: world.fans.size,
    releases: world.releases.size,
    refreshTokens: world.refreshTokens.size,
    accessTokens: world.accessTokens.size,
    saves: world.libraries.size,
    faults: world.faults.size,
    latencyMs: world.latencyMs,
    calls: world.calls.count,
  });
}
