import { json, tokenError, type Answer } from '../answer';
import type { Asked } from '../asked';
import { nowhere, type PlainRelease, type PlainService, type PlainWorld } from '../deezer/serve';
import { newAccessToken, newGrant, rotate } from '../grants';
import { challengeOf } from '../identifiers';
import type { Grant } from '../world';

const problem = (status: number, message: string, more: object = {}) =>
  json(status, { code: status, message, ...more });
const tokenOf = ({ authorization = '' }: Asked) => /^OAuth (\S+)$/.exec(authorization)?.[1] ?? '';

function token(world: PlainWorld, { body }: Asked): Answer {
  const form = new URLSearchParams(body);
  const client = world.clients.get(form.get('client_id') ?? '');
  if (!client || client.secret !== form.get('client_secret')) return tokenError('invalid_client', undefined, 401);
  const give = (grant: Grant | null) =>
    json(200, {
      access_token: newAccessToken(world, client, grant).token,
      token_type: 'Bearer',
      expires_in: client.accessTokenSeconds,
      scope: '',
      ...(grant && { refresh_token: grant.refreshToken }),
    });
  if (form.get('grant_type') === 'client_credentials') return give(null);
  if (form.get('grant_type') === 'refresh_token') {
    const grant = world.refreshTokens.get(form.get('refresh_token') ?? '');
    if (!grant || grant.revoked || grant.refreshToken !== form.get('refresh_token')) return tokenError('invalid_grant');
    rotate(world, grant);
    return give(grant);
  }
  const name = form.get('code') ?? '';
  const code = world.codes.get(name);
  world.codes.delete(name);
  if (!code || challengeOf(form.get('code_verifier') ?? '') !== code.challenge) return tokenError('invalid_grant');
  return give(newGrant(world, { client: client.id, fan: code.fan, scopes: [] }));
}

const kindOf = ({ uri }: PlainRelease) => uri.split(':')[1] ?? '';
const shown = ({ uri: urn, title, artist, page }: PlainRelease) => ({
  urn,
  title,
  user: { username: artist },
  permalink_url: page,
});

/** A SoundCloud: PKCE always, refresh tokens that work once, likes by URN, and nothing found but by its page. */
export const soundcloudService: PlainService = {
  prefix: '/soundcloud',
  authorizePath: '/secure/authorize',
  wish: query => {
    const challenge = query.get('code_challenge');
    if (!challenge || query.get('code_challenge_method') !== 'S256') return 'PKCE is required';
    return {
      client: query.get('client_id') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      state: query.get('state') ?? '',
      asks: ['Like tracks and sets, and see who you are'],
      challenge,
    };
  },
  declined: { error: 'access_denied' },
  fanOf: (world, asked) => {
    const access = world.accessTokens.get(tokenOf(asked));
    const fan = access && access.expiresAt > world.clock() && !access.grant?.revoked ? access.fan : null;
    return (fan !== null && world.fans.get(fan)) || null;
  },
  tooMany: () => problem(429, 'Too many requests', { spam_warning_urn: null }),
  answer: ({ world, asked, route, fan }) => {
    if (route === 'POST /secure/oauth/token') return token(world, asked);
    if (!world.accessTokens.has(tokenOf(asked))) return problem(401, 'Unauthorized');
    const out = [...world.plainReleases.values()].filter(release => world.clock() >= release.availableAt);
    if (route === 'GET /resolve') {
      const found = out.find(release => release.page === asked.query.get('url'));
      if (!found) return problem(404, 'Not found');
      const location = `${asked.origin}/soundcloud/${kindOf(found)}/${encodeURIComponent(found.uri)}`;
      return json(302, { status: '302 - Found', location }, { location });
    }
    const [, method, urn] = /^(GET|POST \/likes) ?\/(?:tracks|playlists)\/(\S+)$/.exec(route) ?? [];
    const release = out.find(({ uri }) => uri === urn);
    if (method === 'GET') return release ? json(200, shown(release)) : problem(404, 'Not found');
    if (!fan) return problem(401, 'Unauthorized');
    if (route === 'GET /me') return json(200, { urn: `soundcloud:users:${fan.accountId}`, username: fan.id });
    if (method === undefined) return nowhere();
    if (!release) return problem(404, 'Not found');
    world.libraries.save(fan.id, release.uri, world.clock());
    return json(200, {});
  },
};
