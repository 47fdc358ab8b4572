import { json } from './answer';
import { type Change, DONE, refusal, takes } from './control-change';
import { clientInput, fansInput, grantInput, latencyInput, revokeInput } from './control-input';
import { faultsInput } from './fault-input';
import { newAccessToken, newGrant, revokeFan, type IssuedAccess } from './grants';
import { limitInput } from './limit-input';
import { Limiter } from './limiter';
import { addRelease, changeRelease } from './release-changes';
import { readScopes } from './scopes';
import { emptyWorld, putFan } from './world';

const addClient = takes(clientInput, (world, { name, listedFans, ...client }) => {
  world.clients.set(client.id, { ...client, name: name ?? 'An app', listedFans: new Set(listedFans) });
  return DONE;
});

const addFans = takes(fansInput, (world, input) => {
  const ids = 'id' in input ? [input.id] : Array.from({ length: input.count }, (_, i) => `${input.prefix}${i}`);
  for (const id of ids) putFan(world, id, input);
  return json(200, { fans: ids });
});

const addFaults = takes(faultsInput, (world, rules) => {
  world.faults.add(rules, world.clock());
  return DONE;
});

const replaceFaults = takes(faultsInput, (world, rules) => {
  world.faults.clear();
  world.faults.add(rules, world.clock());
  return DONE;
});

const setLimit = takes(limitInput, (world, { client, limit, ...terms }) => {
  if (!world.clients.has(client)) return refusal(`there is no client ${client}`);
  const known = world.limiters.get(client);
  if (limit === null) world.limiters.delete(client);
  else if (known) known.replace({ limit, ...terms }, world.clock());
  else world.limiters.set(client, new Limiter({ limit, ...terms }, world.clock()));
  return DONE;
});

const addGrants = takes(grantInput, (world, { fan, fans = [], client: clientId, scopes, authorizedAt, withAccess }) => {
  const ids = fan === undefined ? fans : [fan];
  const missing = ids.find(id => !world.fans.has(id));
  if (missing !== undefined) return refusal(`there is no fan ${missing}`);
  const client = world.clients.get(clientId);
  if (!client) return refusal(`there is no client ${clientId}`);
  if (!readScopes(scopes.join(' '))) return refusal('scopes: one of them does not exist');
  const refreshTokens: Record<string, string> = {};
  const accessTokens: Record<string, IssuedAccess> = {};
  for (const id of ids) {
    const from = authorizedAt === undefined ? {} : { authorizedAt };
    const grant = newGrant(world, { client: clientId, fan: id, scopes, ...from });
    refreshTokens[id] = grant.refreshToken;
    if (withAccess) accessTokens[id] = newAccessToken(world, client, grant);
  }
  return json(200, { refreshTokens, ...(withAccess && { accessTokens }) });
});

/** By "METHOD /path under /control"; {id} stands for one part of a path. */
export const CHANGES: Record<string, Change> = {
  'POST /clients': addClient,
  'POST /fans': addFans,
  'POST /releases': addRelease,
  'PATCH /releases/{id}': changeRelease,
  'POST /faults': addFaults,
  'PUT /faults': replaceFaults,
  'DELETE /faults': world => {
    world.faults.clear();
    return DONE;
  },
  'POST /limits': setLimit,
  'POST /latency': takes(latencyInput, (world, { ms }) => {
    world.latencyMs = ms;
    return DONE;
  }),
  'POST /grants': addGrants,
  'POST /revoke': takes(revokeInput, (world, { fan }) => json(200, { revoked: revokeFan(world, fan) })),
  'POST /reset': world => {
    Object.assign(world, emptyWorld(world.clock));
    return DONE;
  },
};
