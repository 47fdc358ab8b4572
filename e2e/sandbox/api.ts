import { apiError, type Answer } from './answer';
import type { ApiCall, UserCall } from './api-call';
import type { Asked } from './asked';
import { authenticate } from './caller';
import { album, track } from './catalogue';
import { libraryContains, removeFromLibrary, saveToLibrary } from './library';
import { me } from './me';
import { savedItems } from './saved-items';
import { search } from './search';
import type { Access, World } from './world';

type ForFan = (call: UserCall) => Answer;
type ForAnyone = (call: ApiCall) => Answer;

const FOR_FANS: Record<string, ForFan> = {
  'GET /me': me,
  'PUT /me/library': saveToLibrary,
  'DELETE /me/library': removeFromLibrary,
  'GET /me/library/contains': libraryContains,
  'PUT /me/albums': savedItems('album', 'put'),
  'DELETE /me/albums': savedItems('album', 'delete'),
  'GET /me/albums/contains': savedItems('album', 'contains'),
  'PUT /me/tracks': savedItems('track', 'put'),
  'DELETE /me/tracks': savedItems('track', 'delete'),
  'GET /me/tracks/contains': savedItems('track', 'contains'),
};

const FOR_ANYONE: Record<string, ForAnyone> = {
  'GET /search': search,
  'GET /albums/{id}': album,
  'GET /tracks/{id}': track,
};

/** Answers a call under `/api/v1`. `access` is the token it carries, if that was ever issued. */
export function api(world: World, asked: Asked, access: Access | null): Answer {
  const caller = authenticate(world, asked.authorization, access);
  if ('status' in caller) return caller;
  const route = `${asked.method} ${asked.path.slice('/api/v1'.length)}`;
  const forFan = FOR_FANS[route];
  if (forFan) {
    if (!caller.fan) return apiError(401, 'Valid user authentication required');
    return forFan({ world, asked, caller, id: '', fan: caller.fan });
  }
  const [, folder = '', id = ''] = /^(GET \/(?:albums|tracks))\/([^/]+)$/.exec(route) ?? [];
  const forAnyone = FOR_ANYONE[folder === '' ? route : `${folder}/{id}`];
  return forAnyone?.({ world, asked, caller, id }) ?? apiError(404, 'Service not found');
}
