import { newToken } from './identifiers';
import type { Access, Client, Grant, World } from './world';

const MONTHS_OF_LIFE = 6;

type Permission = { client: string; fan: string; scopes: readonly string[]; isPublic?: boolean; authorizedAt?: number };

/** Six calendar months after `at` (epoch ms), on the month's last day where it has no such day. */
export function hardExpiry(at: number): number {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCMonth(from.getUTCMonth() + MONTHS_OF_LIFE);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime();
}

/** Records a fan's permission and its first refresh token. Refreshing never prolongs it ("Refreshing tokens", June 2026). */
export function newGrant(world: World, permission: Permission): Grant {
  const { client, fan, scopes, isPublic = false, authorizedAt = world.clock() } = permission;
  const expiresAt = hardExpiry(authorizedAt);
  const grant = { client, fan, scopes, isPublic, expiresAt, refreshToken: newToken('AQ'), revoked: false };
  world.refreshTokens.set(grant.refreshToken, grant);
  return grant;
}

/** Gives a grant another refresh token; the one before it no longer works. */
export function rotate(world: World, grant: Grant): void {
  grant.refreshToken = newToken('AQ');
  world.refreshTokens.set(grant.refreshToken, grant);
}

/** An access token and when it ends (epoch ms). */
export type IssuedAccess = { token: string; expiresAt: number };

/** An access token for a fan's grant, or the app's own when `grant` is null. */
export function newAccessToken(world: World, client: Client, grant: Grant | null): IssuedAccess {
  const token = newToken('BQ');
  const access: Access = {
    client: client.id,
    fan: grant?.fan ?? null,
    scopes: grant?.scopes ?? [],
    expiresAt: world.clock() + client.accessTokenSeconds * 1000,
    grant,
  };
  world.accessTokens.set(token, access);
  return { token, expiresAt: access.expiresAt };
}

/** Ends all of a fan's permissions, with every token that came of them. Returns how many there were. */
export function revokeFan(world: World, fan: string): number {
  const ended = new Set<Grant>();
  for (const grant of world.refreshTokens.values()) if (grant.fan === fan && !grant.revoked) ended.add(grant);
  for (const grant of ended) grant.revoked = true;
  return ended.size;
}
