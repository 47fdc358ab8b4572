import { apiError, EMPTY_OK, type Answer } from './answer';
import { availableFrom } from './availability';
import type { Fan, World } from './world';

const ALBUM = 'spotify:album:';
const TRACK = 'spotify:track:';

/** What happens to one uri. The catalogue has albums and tracks only; anything else of a right shape is taken to exist. */
function effect(world: World, fan: Fan, uri: string): 'save' | 'skip' | 'not_found' {
  const isAlbum = uri.startsWith(ALBUM);
  if (!isAlbum && !uri.startsWith(TRACK)) return 'save';
  const release = isAlbum
    ? world.releases.get(uri.slice(ALBUM.length))
    : world.tracks.get(uri.slice(TRACK.length))?.release;
  if (!release) return 'not_found';
  if (world.clock() >= availableFrom(release, fan.country)) return 'save';
  const before = { not_found: 'not_found', ignored: 'skip', accepted: 'save' } as const;
  return before[release.putBeforeRelease];
}

/** Saves all or, when one of them is not there for this fan, nothing. */
export function saveAll(world: World, fan: Fan, uris: readonly string[]): Answer {
  const effects = uris.map(uri => ({ uri, what: effect(world, fan, uri) }));
  if (effects.some(({ what }) => what === 'not_found')) return apiError(404, 'Resource not found');
  const at = world.clock();
  for (const { uri, what } of effects) if (what === 'save') world.libraries.save(fan.id, uri, at);
  return EMPTY_OK;
}
