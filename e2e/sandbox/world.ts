import type { AvailableAt } from './availability';
import { CallLog } from './call-log';
import { FaultRules } from './fault-rules';
import { derivedId } from './identifiers';
import { Libraries } from './libraries';
import type { Limiter } from './limiter';

export type Client = {
  id: string;
  secret: string;
  name: string;
  redirectUris: string[];
  mode: 'extended' | 'development';
  listedFans: ReadonlySet<string>;
  rotation: 'never' | 'always';
  accessTokenSeconds: number;
};

export type Fan = { id: string; accountId: string; country: string; product: string };

/** A fan's permission. Revoked or replaced tokens are known by comparing, so that nothing has to be searched for. */
export type Grant = {
  client: string;
  fan: string;
  scopes: readonly string[];
  expiresAt: number;
  /** given to a client without a secret */
  isPublic: boolean;
  /** the one refresh token that works */
  refreshToken: string;
  revoked: boolean;
};

/** `fan` and `grant` are null for an app's own token. */
export type Access = {
  client: string;
  fan: string | null;
  scopes: readonly string[];
  expiresAt: number;
  grant: Grant | null;
};

export type Code = {
  client: string;
  fan: string;
  redirectUri: string;
  scopes: readonly string[];
  challenge: string | null;
  issuedAt: number;
  /** what it was exchanged for */
  grant: Grant | null;
};

export type Track = { id: string; name: string; isrc: string | null };

export type Release = {
  id: string;
  type: 'album' | 'single';
  name: string;
  artist: string;
  upc: string | null;
  onlyPaddedUpcMatches: boolean;
  availableAt: AvailableAt;
  lateByMs: number;
  releaseDate: string;
  putBeforeRelease: 'not_found' | 'ignored' | 'accepted';
  tracks: Track[];
};

/** Everything the sandbox knows. `clock` gives epoch ms. */
export type World = {
  clock: () => number;
  clients: Map<string, Client>;
  fans: Map<string, Fan>;
  codes: Map<string, Code>;
  refreshTokens: Map<string, Grant>;
  accessTokens: Map<string, Access>;
  releases: Map<string, Release>;
  /** by track id */
  tracks: Map<string, { release: Release; track: Track }>;
  libraries: Libraries;
  limiters: Map<string, Limiter>;
  faults: FaultRules;
  latencyMs: number;
  calls: CallLog;
};

/** A world with nothing in it. */
export function emptyWorld(clock: () => number): World {
  return {
    clock,
    clients: new Map(),
    fans: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
    releases: new Map(),
    tracks: new Map(),
    libraries: new Libraries(),
    limiters: new Map(),
    faults: new FaultRules(),
    latencyMs: 0,
    calls: new CallLog(),
  };
}

/** Adds a fan, or changes what is given of a known one. The account id differs from the id, as Spotify's does. */
export function putFan(world: World, id: string, { country, product }: Partial<Pick<Fan, 'country' | 'product'>>): Fan {
  const known = world.fans.get(id) ?? { id, accountId: derivedId(`account ${id}`), country: 'US', product: 'premium' };
  const fan = { ...known, ...(country && { country }), ...(product && { product }) };
  world.fans.set(id, fan);
  return fan;
}

/** Adds a release or puts it in the place of the one with its id. */
export function putRelease(world: World, release: Release): void {
  for (const { id } of world.releases.get(release.id)?.tracks ?? []) world.tracks.delete(id);
  world.releases.set(release.id, release);
  for (const track of release.tracks) world.tracks.set(track.id, { release, track });
}
