import { apiError, json, type Answer } from './answer';
import { marketOf, type ApiCall } from './api-call';
import { availableFrom } from './availability';
import { fullAlbum, fullTrack, type View } from './catalogue-objects';
import { SPOTIFY_ID } from './identifiers';
import type { Release } from './world';

const notFound = () => apiError(404, 'Resource not found');

/** The answer to an id or a market of the wrong shape; null when both are right. */
function malformed({ asked, id }: ApiCall): Answer | null {
  if (!SPOTIFY_ID.test(id)) return apiError(400, 'Invalid base62 id');
  return malformedMarket(asked.query.get('market'));
}

/** The answer to a market that is no country code; null when it is one or none was given. */
export function malformedMarket(market: string | null): Answer | null {
  return market === null || /^[A-Z]{2}$/.test(market) ? null : apiError(400, 'Invalid market code');
}

/** Whether the caller can have a release now. */
export function isOut(call: ApiCall, release: Release): boolean {
  return call.world.clock() >= availableFrom(release, marketOf(call));
}

/** How this caller gets to see the catalogue. */
export function viewOf({ asked, caller }: ApiCall): View {
  return { origin: asked.origin, mode: caller.client.mode };
}

/** `GET /albums/{id}?market=`. */
export function album(call: ApiCall): Answer {
  const problem = malformed(call);
  if (problem) return problem;
  const release = call.world.releases.get(call.id);
  return release && isOut(call, release) ? json(200, fullAlbum(release, viewOf(call))) : notFound();
}

/** `GET /tracks/{id}?market=`. */
export function track(call: ApiCall): Answer {
  const problem = malformed(call);
  if (problem) return problem;
  const found = call.world.tracks.get(call.id);
  if (!found || !isOut(call, found.release)) return notFound();
  return json(200, fullTrack(found.release, found.track, viewOf(call)));
}
