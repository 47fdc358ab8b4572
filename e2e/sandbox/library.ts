import { apiError, EMPTY_OK, json, type Answer } from './answer';
import type { UserCall } from './api-call';
import { SPOTIFY_ID } from './identifiers';
import { saveAll } from './save';

const MOST_URIS = 40;
const URI = /^spotify:([a-z]+):([^:]+)$/;
const SAVABLE = ['track', 'album', 'episode', 'show', 'audiobook', 'user', 'playlist'];
// The reference lists artists for `contains` alone.
const CONTAINABLE = [...SAVABLE, 'artist'];

/** `PUT /me/library?uris=` (Save Items to Library). */
export function saveToLibrary(call: UserCall): Answer {
  const uris = readUris(call, 'user-library-modify', SAVABLE);
  return 'status' in uris ? uris : saveAll(call.world, call.fan, uris);
}

/** `DELETE /me/library?uris=` (Remove Items from Library). */
export function removeFromLibrary(call: UserCall): Answer {
  const uris = readUris(call, 'user-library-modify', SAVABLE);
  if ('status' in uris) return uris;
  for (const uri of uris) call.world.libraries.remove(call.fan.id, uri);
  return EMPTY_OK;
}

/** `GET /me/library/contains?uris=`: one boolean for each, in the same order. */
export function libraryContains(call: UserCall): Answer {
  const uris = readUris(call, 'user-library-read', CONTAINABLE);
  if ('status' in uris) return uris;
  const answer = uris.map(uri => call.world.libraries.has(call.fan.id, uri));
  return json(200, answer);
}

function readUris({ asked, caller }: UserCall, scope: string, types: readonly string[]): readonly string[] | Answer {
  if (!caller.scopes.includes(scope)) return apiError(403, 'Insufficient client scope');
  const { uris } = asked;
  if (!uris || (uris.length === 1 && uris[0] === '')) return apiError(400, 'Missing required field: uris');
  if (uris.length > MOST_URIS) return apiError(400, `Too many uris requested. Maximum: ${MOST_URIS}`);
  for (const uri of uris) {
    const [, type = '', id = ''] = URI.exec(uri) ?? [];
    if (type === '') return apiError(400, 'Invalid uri');
    if (!types.includes(type)) return apiError(400, `Unsupported uri type: ${type}`);
    if (type !== 'user' && !SPOTIFY_ID.test(id)) return apiError(400, 'Invalid base62 id');
  }
  return uris;
}
