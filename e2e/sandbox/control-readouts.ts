import { json, type Answer } from './answer';
import type { CallFilter } from './call-log';
import { refusal } from './control-change';
import { judge } from './verdict';
import type { World } from './world';

const SAVES = '^PUT /api/v1/me/library$';

/** `GET /control/calls`. */
export function calls(world: World, query: URLSearchParams): Answer {
  const filter = readFilter(query);
  if (typeof filter === 'string') return refusal(filter);
  return json(200, { total: world.calls.count, calls: [...world.calls.find(filter)] });
}

/** `GET /control/verdict`: what the calls for a uri come to, summed up here so that none of them has to travel. */
export function verdict(world: World, query: URLSearchParams): Answer {
  const uri = query.get('uri');
  if (!uri) return refusal('name a uri');
  const filter = readFilter(query);
  if (typeof filter === 'string') return refusal(filter);
  const saves = world.calls.find({ route: new RegExp(SAVES), ...filter, uri });
  return json(200, { ...judge(saves), inLibrary: world.libraries.ofUri(uri).size });
}

/** `GET /control/libraries/{fan}`. */
export function libraryOfFan(world: World, encoded: string): Answer {
  try {
    return json(200, Object.fromEntries(world.libraries.ofFan(decodeURIComponent(encoded))));
  } catch {
    return refusal('the fan in the address is not properly encoded');
  }
}

/** `GET /control/libraries`. */
export function libraryOfUri(world: World, query: URLSearchParams): Answer {
  const uri = query.get('uri');
  return uri ? json(200, Object.fromEntries(world.libraries.ofUri(uri))) : refusal('name a uri');
}

/** `GET /control/state`. */
export function state(world: World): Answer {
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

/** Which calls are meant, or a sentence when that cannot be read. */
function readFilter(query: URLSearchParams): CallFilter | string {
  const filter: CallFilter = {};
  for (const name of ['since', 'limit', 'from', 'to'] as const) {
    const value = query.get(name);
    if (value === null) continue;
    if (!/^\d+$/.test(value)) return `${name} must be a whole number`;
    filter[name] = Number(value);
  }
  const fan = query.get('fan');
  if (fan !== null) filter.fan = fan;
  try {
    const route = query.get('route');
    if (route !== null) filter.route = new RegExp(route);
  } catch {
    return 'route must be a regular expression';
  }
  return filter;
}
