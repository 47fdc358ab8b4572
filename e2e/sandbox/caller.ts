import { apiError, text, type Answer } from './answer';
import type { Access, Client, Fan, World } from './world';

/** Whose token an API call carries. `fan` is null for an app's own token. */
export type Caller = { client: Client; fan: Fan | null; scopes: readonly string[] };

/** The token in an Authorization header, as far as it was ever issued; it may be expired or revoked. */
export function findAccess(world: World, authorization: string | undefined): Access | null {
  if (authorization === undefined) return null;
  // As every client writes it; anything else the scheme allows goes the long way.
  const known = authorization.startsWith('Bearer ') && world.accessTokens.get(authorization.slice('Bearer '.length));
  if (known) return known;
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  return world.accessTokens.get(token) ?? null;
}

/** Who is calling, or the answer that turns the call away. */
export function authenticate(world: World, authorization: string | undefined, access: Access | null): Caller | Answer {
  if (authorization === undefined) return apiError(401, 'No token provided');
  if (!access && !/^Bearer /i.test(authorization)) return apiError(400, 'Only valid bearer authentication supported');
  const client = access && world.clients.get(access.client);
  if (!access || !client || access.grant?.revoked) return apiError(401, 'Invalid access token');
  if (world.clock() >= access.expiresAt) return apiError(401, 'The access token expired');
  const fan = access.fan === null ? null : world.fans.get(access.fan);
  if (fan === undefined) return apiError(401, 'Invalid access token');
  if (fan && client.mode === 'development' && !client.listedFans.has(fan.id)) {
    // Really plain text: clients that parse every body as JSON have stumbled over it for years (zmb3/spotify #232).
    return text(403, 'User not registered in the Developer Dashboard');
  }
  return { client, fan, scopes: access.scopes };
}
