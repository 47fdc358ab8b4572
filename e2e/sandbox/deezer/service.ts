import { json, text, type Answer } from '../answer';
import { coverPicture } from '../cover-picture';
import { newToken } from '../identifiers';
import { nowhere, type PlainRelease, type PlainService, type PlainWorld } from './serve';

const PERMS = new Map([
  ['basic_access', 'See who you are'],
  ['manage_library', 'Add to your favourites'],
  ['offline_access', 'Stay connected while you are away'],
]);

const error = (code: number, type: string, message: string) => json(200, { error: { type, message, code } });
const NO_DATA = error(800, 'DataException', 'no data');
const NO_TOKEN = error(300, 'OAuthException', 'Invalid OAuth access token.');

function isOut(world: PlainWorld, release: PlainRelease | undefined): release is PlainRelease {
  return release !== undefined && world.clock() >= release.availableAt;
}

function token(world: PlainWorld, query: URLSearchParams): Answer {
  const code = world.codes.get(query.get('code') ?? '');
  const client = world.clients.get(query.get('app_id') ?? '');
  if (!code || client?.secret !== query.get('secret') || code.client !== client.id) return text(200, 'wrong code');
  world.codes.delete(query.get('code') ?? '');
  const lasting = code.scopes.includes('Stay connected while you are away');
  const issued = `fr${newToken('AQ')}`;
  const expiresAt = lasting ? Infinity : world.clock() + 3_600_000;
  world.accessTokens.set(issued, { client: client.id, fan: code.fan, scopes: code.scopes, expiresAt, grant: null });
  return text(200, `access_token=${issued}&expires=${lasting ? 0 : 3600}`);
}

function shown({ uri, title, artist, upc = '', cover, availableAt }: PlainRelease, origin: string) {
  const [, , id] = uri.split(':');
  const release_date = new Date(availableAt).toISOString().slice(0, 10);
  const cover_xl = cover ?? `${origin}/deezer/images/cover/${id}/1000x1000-000000-80-0-0.jpg`;
  return { id: Number(id), title, artist: { name: artist }, upc, release_date, cover_xl, tracks: { data: [] } };
}

/** A Deezer as it was for apps registered while that was possible: errors in 200s, the token in the query. */
export const deezerService: PlainService = {
  prefix: '/deezer',
  authorizePath: '/connect/oauth/auth.php',
  wish: query => {
    const perms = (query.get('perms') ?? '').split(',');
    if (!perms.every(perm => PERMS.has(perm))) return 'Unknown permission';
    return {
      client: query.get('app_id') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      state: query.get('state') ?? '',
      asks: perms.map(perm => PERMS.get(perm) ?? perm),
      challenge: null,
    };
  },
  declined: { error_reason: 'user_denied' },
  fanOf: (world, { query }) => {
    const access = world.accessTokens.get(query.get('access_token') ?? '');
    const fan = access && access.expiresAt > world.clock() ? access.fan : null;
    return (fan !== null && world.fans.get(fan)) || null;
  },
  tooMany: () => error(4, 'Exception', 'Quota limit exceeded'),
  answer: ({ world, asked, route, fan }) => {
    if (route === 'GET /connect/oauth/access_token.php') return token(world, asked.query);
    if (route === 'GET /user/me')
      return fan
        ? json(200, { id: 1_000 + [...world.fans.keys()].indexOf(fan.id), name: fan.id, country: fan.country })
        : NO_TOKEN;
    const [, kind] = /^POST \/user\/me\/(album|track)s$/.exec(route) ?? [];
    if (kind) {
      if (!fan) return NO_TOKEN;
      const uri = `deezer:${kind}:${asked.query.get(`${kind}_id`)}`;
      if (!isOut(world, world.plainReleases.get(uri))) return NO_DATA;
      world.libraries.save(fan.id, uri, world.clock());
      return json(200, true);
    }
    if (/^GET \/images\/cover\/\d+\/1000x1000-000000-80-0-0\.jpg$/.test(route)) return coverPicture();
    const [, type, upc, id] = /^GET \/(album|track)\/(upc:)?(\d+)$/.exec(route) ?? [];
    if (!type) return nowhere();
    const found = [...world.plainReleases.values()].find(release =>
      upc ? release.upc === id : release.uri === `deezer:${type}:${id}`,
    );
    return isOut(world, found) ? json(200, shown(found, asked.origin)) : NO_DATA;
  },
};
