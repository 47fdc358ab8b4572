import { createPublicKey, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { json, page, text, type Answer } from '../answer';
import { coverPicture } from '../cover-picture';
import { availableFrom } from '../availability';
import { DONE, refusal, takes } from '../control-change';
import { count, instant, name } from '../input-parts';
import { retryHeader } from '../oauth-service/serve';
import type { Service, ServiceCall } from '../oauth-service/service';
import { putFan, type Fan, type World } from '../world';
import { readDeveloperToken, type MusicKey } from './developer-token';
import { musicKitScript } from './musickit/script';
import { windowPage } from './musickit/window-page';

const digits = z.string().regex(/^\d{1,20}$/, 'must be digits');
const releaseInput = z.strictObject({
  id: digits,
  /** its ids in storefronts where it has another, by their two small letters */
  ids: z.record(z.string(), digits).default({}),
  title: name,
  artist: name,
  upc: z.string().optional(),
  /** its one song */
  song: z.strictObject({ id: digits, isrc: z.string() }).optional(),
  availableAt: z.union([instant, z.record(z.string(), instant)]),
  /** from when on the catalogue shows it as a pre-release; left out: not before it is out */
  listedFrom: instant.optional(),
  releaseDate: z.iso.date().optional(),
  /** an add is answered 202 and forgotten, as Apple does with ids that cannot be added */
  ignoresAdds: z.boolean().default(false),
  /** how long after an add the library shows it */
  appearsAfterMs: count.default(0),
});
type Release = z.output<typeof releaseInput>;
export type AppleReleaseInput = z.input<typeof releaseInput>;

const keyInput = z.strictObject({ teamId: name, keyId: name, publicKey: z.string() });
export type AppleKeyInput = z.input<typeof keyInput>;

const listenerInput = z.strictObject({
  fan: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('GB'),
  subscribed: z.boolean().default(true),
});
/** A listener signs in: a new Music User Token; the ones before stay good. */
export type AppleListenerInput = z.input<typeof listenerInput>;

type Type = 'albums' | 'songs';

const errors = (status: number, code: string, title: string, headers: Record<string, string> = {}) =>
  json(status, { errors: [{ id: 'SANDBOX', title, detail: title, status: String(status), code }] }, headers);
const NOT_FOUND = errors(404, '40400', 'Resource Not Found');

/** From a page of any origin: MusicKit asks from the artist's own site. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, music-user-token, content-type',
  'access-control-allow-methods': 'GET, POST, DELETE',
};

const userToken = (headers: IncomingHttpHeaders) => String(headers['music-user-token'] ?? '');

/**
 * Apple Music's API as far as an app needs it. Sources: Apple Music API ("Add a Resource to a Library", "Get Multiple Catalog Albums
 * by UPC", "Get Equivalent Catalog Albums by ID", Albums.Relationships), and the stored MusicKit JS v3 client for the account route
 * and the shape of a Music User Token. A pre-release that was added is in the library the moment it is out.
 */
export function appleMusicService(): Service {
  const releases = new Map<string, Release>();
  const keys: MusicKey[] = [];
  /** Music User Token to fan */
  const tokens = new Map<string, string>();
  const revoked = new Set<string>();
  const unsubscribed = new Set<string>();
  /** fan to release id to when */
  const preAdds = new Map<string, Map<string, number>>();

  const idIn = (release: Release, storefront: string) => release.ids[storefront] ?? release.id;
  const isOut = ({ world }: ServiceCall, release: Release, storefront: string) =>
    world.clock() >= availableFrom({ availableAt: release.availableAt, lateByMs: 0 }, storefront.toUpperCase());
  const isListed = (call: ServiceCall, release: Release, storefront: string) =>
    isOut(call, release, storefront) || (release.listedFrom !== undefined && call.world.clock() >= release.listedFrom);

  const byId = (type: Type, id: string, storefront: string) =>
    [...releases.values()].find(release =>
      type === 'albums' ? idIn(release, storefront) === id : release.song?.id === id,
    );
  const keyOf = (world: World, headers: IncomingHttpHeaders) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    return readDeveloperToken(token, keys, { now: world.clock(), origin: headers.origin });
  };

  function uriOf(release: Release, type: Type, storefront: string): string {
    const id = type === 'albums' ? idIn(release, storefront) : (release.song?.id ?? '');
    return `apple:${storefront}:${type === 'albums' ? 'album' : 'song'}:${id}`;
  }

  /** Whether the fan's library shows it; what was pre-added is there from its release on. */
  function inLibrary(call: ServiceCall, fan: Fan, release: Release, type: Type, storefront: string): boolean {
    const uri = uriOf(release, type, storefront);
    if (preAdds.get(fan.id)?.has(release.id) && isOut(call, release, storefront))
      call.world.libraries.save(fan.id, uri, call.world.clock());
    const at = call.world.libraries.ofFan(fan.id).get(uri);
    return at !== undefined && call.world.clock() >= at + release.appearsAfterMs;
  }

  function resource(call: ServiceCall, release: Release, type: Type, storefront: string) {
    const out = isOut(call, release, storefront);
    const id = type === 'albums' ? idIn(release, storefront) : (release.song?.id ?? '');
    const withLibrary = call.fan && (call.asked.query.get('relate') ?? call.asked.query.get('include')) === 'library';
    const held = call.fan && withLibrary && inLibrary(call, call.fan, release, type, storefront);
    return {
      id,
      type,
      href: `/v1/catalog/${storefront}/${type}/${id}`,
      attributes: {
        name: release.title,
        artistName: release.artist,
        ...(type === 'albums'
          ? { upc: release.upc ?? '', isSingle: false, isComplete: out }
          : { isrc: release.song?.isrc }),
        ...(release.releaseDate && { releaseDate: release.releaseDate }),
        ...(!out && { isPrerelease: true }),
        ...(out && { playParams: { id, kind: type.slice(0, -1) } }),
        artwork: { url: `${call.asked.origin}/apple-music/image/${id}/{w}x{h}bb.{f}`, width: 3000, height: 3000 },
      },
      ...(withLibrary && {
        relationships: { library: { data: held ? [{ id: `l.${id}`, type: `library-${type}` }] : [] } },
      }),
    };
  }

  function catalogue(call: ServiceCall, storefront: string, type: Type, id: string | undefined): Answer {
    const shown = (found: Release[]) =>
      found.filter(one => isListed(call, one, storefront)).map(one => resource(call, one, type, storefront));
    if (id !== undefined) {
      const release = byId(type, id, storefront);
      const data = release ? shown([release]) : [];
      return data.length > 0 ? json(200, { data }) : NOT_FOUND;
    }
    const filter = (which: string) => call.asked.query.get(`filter[${which}]`);
    const [upc, isrc, equivalent] = [filter('upc'), filter('isrc'), filter('equivalents')];
    const all = [...releases.values()];
    if (type === 'albums' && upc !== null) return json(200, { data: shown(all.filter(one => one.upc === upc)) });
    if (type === 'songs' && isrc !== null)
      return json(200, { data: shown(all.filter(one => one.song?.isrc === isrc)) });
    if (equivalent !== null) {
      const known = (one: Release) => [one.id, ...Object.values(one.ids)].includes(equivalent);
      return json(200, { data: shown(all.filter(type === 'albums' ? known : one => one.song?.id === equivalent)) });
    }
    return errors(400, '40005', 'Invalid Parameter Value');
  }

  function add(call: ServiceCall, fan: Fan): Answer {
    const storefront = fan.country.toLowerCase();
    for (const type of ['albums', 'songs'] as const) {
      for (const id of (call.asked.query.get(`ids[${type}]`) ?? '').split(',').filter(Boolean)) {
        const release = byId(type, id, storefront);
        if (!release || release.ignoresAdds || unsubscribed.has(fan.id) || !isListed(call, release, storefront))
          continue;
        if (isOut(call, release, storefront))
          call.world.libraries.save(fan.id, uriOf(release, type, storefront), call.world.clock());
        else preAdds.set(fan.id, (preAdds.get(fan.id) ?? new Map()).set(release.id, call.world.clock()));
      }
    }
    return { status: 202, headers: {}, body: '' };
  }

  function me(call: ServiceCall, route: string): Answer {
    const token = userToken(call.headers);
    if (!/^[a-zA-Z0-9=/+]{32,}==$/.test(token)) return errors(403, '40300', 'Forbidden');
    const { fan } = call;
    if (!fan || revoked.has(token)) return errors(403, '40300', 'Forbidden');
    if (route === 'GET /me/storefront')
      return json(200, { data: [{ id: fan.country.toLowerCase(), type: 'storefronts' }] });
    if (route === 'GET /me/account')
      return json(200, {
        data: [{ id: 'me', type: 'accounts', attributes: { restrictions: {} } }],
        meta: { subscription: { active: !unsubscribed.has(fan.id), storefront: fan.country.toLowerCase() } },
      });
    return route === 'POST /me/library' ? add(call, fan) : NOT_FOUND;
  }

  function api(call: ServiceCall): Answer {
    if (!keyOf(call.world, call.headers)) return errors(401, '40100', 'Unauthorized');
    if (call.route.includes(' /me/')) return me(call, call.route);
    const [, storefront, type, id] = /^GET \/catalog\/([a-z]{2})\/(albums|songs)(?:\/(\d+))?$/.exec(call.route) ?? [];
    return storefront && (type === 'albums' || type === 'songs') ? catalogue(call, storefront, type, id) : NOT_FOUND;
  }

  return {
    prefix: '/apple-music',
    authorizePath: '/apple-music/none',
    tokenPath: '/apple-music/none',
    apiPrefix: '/apple-music/v1/',
    issuer: null,
    scopes: new Map(),
    objects: () => null,
    api: call => {
      const answer = call.asked.method === 'OPTIONS' ? text(204, '') : api(call);
      return { ...answer, headers: { ...answer.headers, ...CORS } };
    },
    tooMany: (rule, waitMs, now) =>
      errors(429, '42900', 'Too Many Requests', { ...retryHeader(rule.retryAfter, waitMs, now), ...CORS }),
    dressTokens: body => body,
    clientOf: (world, headers) => world.clients.get(keyOf(world, headers)?.teamId ?? '') ?? null,
    file: ({ path, origin }) => {
      const home = `${origin}/apple-music`;
      if (path === '/apple-music/musickit/v3/musickit.js')
        return { status: 200, headers: { 'content-type': 'text/javascript', ...CORS }, body: musicKitScript(home) };
      if (/^\/apple-music\/image\/\d+\/\d+x\d+bb\.jpg$/.test(path)) return coverPicture();
      return path === '/apple-music/musickit/authorize' ? page(200, windowPage(home)) : null;
    },
    fanOf: (world, headers) => world.fans.get(tokens.get(userToken(headers)) ?? '') ?? null,
    changes: {
      'POST /releases': takes(releaseInput, (_world, release) => {
        releases.set(release.id, release);
        return DONE;
      }),
      'POST /keys': takes(keyInput, (_world, { teamId, keyId, publicKey }) => {
        try {
          keys.push({ teamId, keyId, publicKey: createPublicKey(publicKey) });
          return DONE;
        } catch {
          return refusal('publicKey: must be a PEM');
        }
      }),
      'POST /listeners': takes(listenerInput, (world, { fan, country, subscribed }) => {
        if (!world.fans.has(fan)) putFan(world, fan, { country });
        if (subscribed) unsubscribed.delete(fan);
        else unsubscribed.add(fan);
        const token = `${randomBytes(60).toString('base64').replaceAll('=', '')}==`;
        tokens.set(token, fan);
        return json(200, { musicUserToken: token });
      }),
      'POST /revoked-tokens': takes(z.strictObject({ fan: name }), (_world, { fan }) => {
        for (const [token, owner] of tokens) if (owner === fan) revoked.add(token);
        return DONE;
      }),
      'POST /pre-adds': takes(z.strictObject({ release: digits }), (_world, { release }) =>
        json(
          200,
          Object.fromEntries([...preAdds].flatMap(([fan, of]) => (of.has(release) ? [[fan, of.get(release)]] : []))),
        ),
      ),
    },
    reset: () => {
      releases.clear();
      keys.length = 0;
      for (const held of [tokens, preAdds]) held.clear();
      for (const held of [revoked, unsubscribed]) held.clear();
    },
  };
}
