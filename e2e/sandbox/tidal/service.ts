import { z } from 'zod';
import { json, type Answer } from '../answer';
import { availableFrom } from '../availability';
import { DONE, takes } from '../control-change';
import { instant, name } from '../input-parts';
import { retryHeader } from '../oauth-service/serve';
import type { Service, ServiceCall } from '../oauth-service/service';

const JSON_API = 'application/vnd.api+json';
const MOST_ITEMS = 50;
const LONGEST_KEY = 128;

const digits = z.string().regex(/^\d{1,20}$/, 'must be digits');
const releaseInput = z.strictObject({
  id: digits,
  title: name,
  artist: name,
  upc: z.string().optional(),
  /** its one track */
  track: z.strictObject({ id: digits, isrc: z.string() }).optional(),
  availableAt: z.union([instant, z.record(z.string(), instant)]),
  releaseDate: z.iso.date().optional(),
  /** whether the catalogue shows it before it is out */
  listedEarly: z.boolean().default(false),
});
type Release = z.output<typeof releaseInput>;
export type TidalReleaseInput = z.input<typeof releaseInput>;

const itemsSchema = z.object({
  data: z
    .array(z.object({ type: z.enum(['albums', 'tracks']), id: z.string() }))
    .min(1)
    .max(MOST_ITEMS),
});

function errors(status: number, detail: string, code?: string, headers: Record<string, string> = {}): Answer {
  const body = { errors: [{ status: String(status), ...(code && { code }), detail }] };
  return json(status, body, { ...headers, 'content-type': JSON_API });
}

const document = (value: unknown) => json(200, value, { 'content-type': JSON_API });

/**
 * TIDAL as far as an app needs it. Sources: `tidal-api-oas.json` 1.10.104 and `packages/auth` in tidal-music/tidal-sdk-web. What it
 * answers to a release that is not out is not documented: here the catalogue has nothing, and a save skips it as NOT_FOUND.
 */
export function tidalService(): Service {
  const releases = new Map<string, Release>();
  /** by fan and key */
  const replays = new Map<string, { payload: string; answer: Answer }>();
  let refreshTokens = true;

  const find = (type: string, id: string) =>
    type === 'albums' ? releases.get(id) : [...releases.values()].find(release => release.track?.id === id);

  function isOut({ world }: ServiceCall, release: Release, market: string): boolean {
    return world.clock() >= availableFrom({ availableAt: release.availableAt, lateByMs: 0 }, market);
  }

  function add(call: ServiceCall, type: 'albums' | 'tracks'): Answer {
    const { asked, headers, fan, access, world } = call;
    if (!fan || !access) return errors(401, 'Unauthorized');
    if (!access.scopes.includes('collection.write')) return errors(403, 'Missing scope: collection.write');
    if (!headers['content-type']?.startsWith(JSON_API)) return errors(415, `Use ${JSON_API}`);
    const items = readItems(asked.body);
    if (!items || items.some(item => item.type !== type)) return errors(400, 'Invalid request body');
    const key = String(headers['idempotency-key'] ?? '');
    if (key.length > LONGEST_KEY) return errors(400, 'Idempotency-Key is too long');
    const replay = key === '' ? undefined : replays.get(`${fan.id}\n${key}`);
    if (replay && replay.payload !== asked.body)
      return errors(422, 'Idempotency key reused with a different payload', 'IDEMPOTENT_REQUEST_PAYLOAD_MISMATCH');
    if (replay) return replay.answer;
    const skipped: { type: string; id: string; reason: string }[] = [];
    for (const item of items) {
      const release = find(type, item.id);
      const uri = `tidal:${type.slice(0, -1)}:${item.id}`;
      if (!release || !isOut(call, release, fan.country)) skipped.push({ ...item, reason: 'NOT_FOUND' });
      else if (world.libraries.has(fan.id, uri)) skipped.push({ ...item, reason: 'ALREADY_PRESENT' });
      else world.libraries.save(fan.id, uri, world.clock());
    }
    const answer = document({ data: items, links: { self: asked.path }, meta: { skipped } });
    if (key !== '') replays.set(`${fan.id}\n${key}`, { payload: asked.body, answer });
    return answer;
  }

  function list(call: ServiceCall, type: 'albums' | 'tracks'): Answer {
    const { asked, access, fan } = call;
    if (fan || !access) return errors(403, 'Access tier not allowed', 'FORBIDDEN');
    const market = asked.query.get('countryCode');
    if (!market) return errors(400, 'countryCode is required');
    const byId = asked.query.get('filter[id]');
    const code = asked.query.get(type === 'albums' ? 'filter[barcodeId]' : 'filter[isrc]');
    const found = [...releases.values()].filter(release => {
      if (type === 'tracks' && !release.track) return false;
      const id = type === 'albums' ? release.id : release.track?.id;
      const theirs = type === 'albums' ? release.upc : release.track?.isrc;
      const isMeant = byId === null ? code !== null && theirs === code : id === byId;
      return isMeant && (release.listedEarly || isOut(call, release, market));
    });
    return document({
      data: found.map(release => resource(type, release)),
      included: found.map(({ id, artist }) => ({ type: 'artists', id: `9${id}`, attributes: { name: artist } })),
      links: { self: asked.path },
    });
  }

  return {
    prefix: '/tidal',
    authorizePath: '/tidal/authorize',
    tokenPath: '/tidal/v1/oauth2/token',
    apiPrefix: '/tidal/v2/',
    issuer: null,
    scopes: new Map([
      ['collection.write', 'Add and remove items in your collection'],
      ['collection.read', 'See your collection'],
      ['user.read', 'See who you are and where'],
    ]),
    objects: () => null,
    api: call => {
      const { world, access, route } = call;
      if (!access || access.grant?.revoked || world.clock() >= access.expiresAt) return errors(401, 'Unauthorized');
      if (route === 'POST /userCollectionAlbums/me/relationships/items') return add(call, 'albums');
      if (route === 'POST /userCollectionTracks/me/relationships/items') return add(call, 'tracks');
      if (route === 'GET /albums') return list(call, 'albums');
      if (route === 'GET /tracks') return list(call, 'tracks');
      return errors(404, 'Resource not found');
    },
    tooMany: (rule, waitMs, now) =>
      errors(429, 'Rate limit exceeded', undefined, retryHeader(rule.retryAfter, waitMs, now)),
    dressTokens: ({ refresh_token: refreshToken, ...body }, { code, world }) => ({
      ...body,
      ...(refreshToken !== undefined && refreshTokens && { refresh_token: refreshToken }),
      ...(code && { user_id: userId(world.fans.get(code.fan)?.accountId ?? '') }),
    }),
    changes: {
      'POST /releases': takes(releaseInput, (_world, release) => {
        releases.set(release.id, release);
        return DONE;
      }),
      // An open question at TIDAL: some apps get none (tidal-sdk-web #681, July 2026).
      'POST /refresh-tokens': takes(z.strictObject({ given: z.boolean() }), (_world, { given }) => {
        refreshTokens = given;
        return DONE;
      }),
    },
    reset: () => {
      releases.clear();
      replays.clear();
      refreshTokens = true;
    },
  };
}

function readItems(body: string) {
  try {
    return itemsSchema.safeParse(JSON.parse(body)).data?.data ?? null;
  } catch {
    return null;
  }
}

/** A number, as TIDAL's are. */
function userId(accountId: string): number {
  return [...accountId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7);
}

function resource(type: 'albums' | 'tracks', release: Release) {
  const { id, title, upc, track, releaseDate } = release;
  return {
    type,
    id: type === 'albums' ? id : (track?.id ?? ''),
    attributes: {
      title,
      ...(type === 'albums' ? { barcodeId: upc ?? '', releaseDate } : { isrc: track?.isrc }),
      accessType: 'PUBLIC',
      availability: ['STREAM'],
    },
    relationships: {
      artists: { data: [{ type: 'artists', id: `9${id}` }] },
      ...(type === 'tracks' && { albums: { data: [{ type: 'albums', id }] } }),
    },
  };
}
