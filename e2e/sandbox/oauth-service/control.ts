import { json, type Answer } from '../answer';
import type { Asked } from '../asked';
import { control as spotifyControl } from '../control';
import { DONE, refusal, takes } from '../control-change';
import { grantInput } from '../control-input';
import { newGrant } from '../grants';
import { emptyWorld, type World } from '../world';
import type { Service } from './service';

/** `POST /control/grants` with this service's scopes. */
const addGrants = (service: Service) =>
  takes(grantInput, (world, { fan, fans = [], client, scopes, authorizedAt }) => {
    const ids = fan === undefined ? fans : [fan];
    if (!world.clients.has(client)) return refusal(`there is no client ${client}`);
    if (!ids.every(id => world.fans.has(id))) return refusal('one of these fans does not exist');
    if (!scopes.every(scope => service.scopes.has(scope))) return refusal('scopes: one of them does not exist');
    const from = authorizedAt === undefined ? {} : { authorizedAt };
    const grants = ids.map(id => [id, newGrant(world, { client, fan: id, scopes, ...from }).refreshToken] as const);
    return json(200, { refreshTokens: Object.fromEntries(grants) });
  });

/** Routes under the service's `/control`: those of its own, and for the rest the ones that are the same for every service. */
export function controlRoute(service: Service, world: World, asked: Asked): Answer {
  const path = asked.path.slice(service.prefix.length);
  const route = `${asked.method} ${path.slice('/control'.length)}`;
  if (route === 'POST /reset') {
    Object.assign(world, emptyWorld(world.clock));
    service.reset();
    return DONE;
  }
  const change = route === 'POST /grants' ? addGrants(service) : service.changes[route];
  if (!change) return spotifyControl(world, { ...asked, path });
  try {
    return change(world, JSON.parse(asked.body), '');
  } catch (error) {
    if (error instanceof SyntaxError) return refusal('the body is not JSON');
    throw error;
  }
}
