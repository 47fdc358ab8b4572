import { apiError, EMPTY_OK, json, type Answer } from './answer';
import type { UserCall } from './api-call';
import { SPOTIFY_ID } from './identifiers';
import { saveAll } from './save';

const MOST_IN_QUERY = 20;
const MOST_IN_BODY = 50;

type Kind = 'album' | 'track';

/** The deprecated `/me/albums` and `/me/tracks`: gone in development mode, as before in extended quota (February 2026). */
export function savedItems(kind: Kind, act: 'put' | 'delete' | 'contains'): (call: UserCall) => Answer {
  return call => {
    if (call.caller.client.mode === 'development') return apiError(403, 'Forbidden');
    const scope = act === 'contains' ? 'user-library-read' : 'user-library-modify';
    if (!call.caller.scopes.includes(scope)) return apiError(403, 'Insufficient client scope');
    const ids = readIds(call);
    if (!Array.isArray(ids)) return ids;
    const uris = ids.map(id => `spotify:${kind}:${id}`);
    const { world, fan } = call;
    if (act === 'put') return saveAll(world, fan, uris);
    const has = uris.map(uri => world.libraries.has(fan.id, uri));
    if (act === 'contains') return json(200, has);
    for (const uri of uris) world.libraries.remove(fan.id, uri);
    return EMPTY_OK;
  };
}

function readIds({ asked }: UserCall): string[] | Answer {
  const inQuery = asked.query.get('ids');
  const ids = inQuery === null ? idsInBody(asked.body) : inQuery.split(',');
  if (!ids || ids.length === 0) return apiError(400, 'Missing required field: ids');
  if (ids.length > (inQuery === null ? MOST_IN_BODY : MOST_IN_QUERY)) return apiError(400, 'Too many ids requested');
  return ids.every(id => SPOTIFY_ID.test(id)) ? ids : apiError(400, 'Invalid base62 id');
}

function idsInBody(body: string): string[] | null {
  try {
    const value: unknown = JSON.parse(body);
    const ids: unknown = typeof value === 'object' && value !== null && 'ids' in value ? value.ids : null;
    return Array.isArray(ids) && ids.every(id => typeof id === 'string') ? ids : null;
  } catch {
    return null;
  }
}
