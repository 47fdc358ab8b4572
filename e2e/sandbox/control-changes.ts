import type { z } from 'zod';
import { json, type Answer } from './answer';
import { plannedDate } from './availability';
import { clientInput, fansInput, grantInput, latencyInput, releaseInput, revokeInput } from './control-input';
import { faultsInput } from './fault-input';
import { newGrant, revokeFan } from './grants';
import { derivedId } from './identifiers';
import { limitInput } from './limit-input';
import { Limiter } from './limiter';
import { readScopes } from './scopes';
import { emptyWorld, putFan, putRelease, type World } from './world';

/** A control route that changes something. `input` is the parsed JSON body. */
export type Change = (world: World, input: unknown) => Answer;

const DONE = json(200, { ok: true });

/** A control answer for input that cannot be used. */
export function refusal(sentence: string): Answer {
  return json(400, { error: sentence });
}

function takes<T extends z.ZodType>(schema: T, change: (world: World, input: z.output<T>) => Answer): Change {
  return (world, input) => {
    const read = schema.safeParse(input);
    if (read.success) return change(world, read.data);
    const sentences = read.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    );
    return refusal(sentences.join('; '));
  };
}

const addClient = takes(clientInput, (world, { name, listedFans, ...client }) => {
  world.clients.set(client.id, { ...client, name: name ?? 'An app', listedFans: new Set(listedFans) });
  return DONE;
});

const addFans = takes(fansInput, (world, input) => {
  const ids = 'id' in input ? [input.id] : Array.from({ length: input.count }, (_, i) => `${input.prefix}${i}`);
  for (const id of ids) putFan(world, id, input);
  return json(200, { fans: ids });
});

const addRelease = takes(releaseInput, (world, { isrcs, tracks, ...input }) => {
  const given = tracks ?? (isrcs.length > 0 ? isrcs.map(isrc => ({ isrc })) : [{}]);
  const release = {
    ...input,
    upc: input.upc ?? null,
    releaseDate: input.releaseDate ?? plannedDate(input.availableAt),
    tracks: given.map(
      (track: { id?: string | undefined; name?: string | undefined; isrc?: string | undefined }, i) => ({
        id: track.id ?? derivedId(`track ${input.id} ${i}`),
        name: track.name ?? (given.length === 1 ? input.name : `${input.name}, part ${i + 1}`),
        isrc: track.isrc?.toUpperCase() ?? null,
      }),
    ),
  };
  putRelease(world, release);
  return json(200, { uri: `spotify:album:${release.id}`, trackIds: release.tracks.map(({ id }) => id) });
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

const addGrants = takes(grantInput, (world, { fan, fans = [], client, scopes, authorizedAt }) => {
  const ids = fan === undefined ? fans : [fan];
  const missing = ids.find(id => !world.fans.has(id));
  if (missing !== undefined) return refusal(`there is no fan ${missing}`);
  if (!world.clients.has(client)) return refusal(`there is no client ${client}`);
  if (!readScopes(scopes.join(' '))) return refusal('scopes: one of them does not exist');
  const tokens = ids.map(id => {
    const grant = newGrant(world, { client, fan: id, scopes, ...(authorizedAt !== undefined && { authorizedAt }) });
    return [id, grant.refreshToken];
  });
  return json(200, { refreshTokens: Object.fromEntries(tokens) as Record<string, string> });
});

/** By "METHOD /path under /control". */
export const CHANGES: Record<string, Change> = {
  'POST /clients': addClient,
  'POST /fans': addFans,
  'POST /releases': addRelease,
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
