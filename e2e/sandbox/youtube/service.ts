import { z } from 'zod';
import { json, type Answer } from '../answer';
import { DONE, takes } from '../control-change';
import { count, instant, name } from '../input-parts';
import { retryHeader } from '../oauth-service/serve';
import type { Service, ServiceCall } from '../oauth-service/service';
import { UnitMeter } from './units';

const DAY_MS = 86_400_000;
const TESTING_DAYS = 7;
const YOUTUBE = 'https://www.googleapis.com/auth/youtube';

const videoInput = z.strictObject({
  id: z.string().regex(/^[\w-]{11}$/, 'must be eleven letters, digits, - or _'),
  title: name,
  channel: name,
  /** private before */
  availableAt: instant,
  premiere: z.boolean().default(false),
  blocked: z.array(z.string()).optional(),
  allowed: z.array(z.string()).optional(),
  ratings: z.boolean().default(true),
});
type Video = z.output<typeof videoInput>;
export type YoutubeVideoInput = z.input<typeof videoInput>;

const unitsInput = z.strictObject({ client: name, limit: count.default(10_000), used: count.default(0) });
export type YoutubeUnitsInput = z.input<typeof unitsInput>;

const COSTS: Record<string, number> = { 'POST /videos/rate': 50, 'GET /videos': 1, 'GET /channels': 1 };

function refuse(status: number, reason: string, message: string, headers: Record<string, string> = {}): Answer {
  const errors = [{ message, domain: 'youtube', reason }];
  return json(status, { error: { code: status, message, errors } }, headers);
}

/**
 * YouTube's Data API and Google's consent as far as an app needs them. Sources: YouTube Data API v3 (Videos: rate, Videos: list,
 * Channels: list, Errors, quota costs), "Using OAuth 2.0 for Web Server Applications". The API key of a client is `key-<client id>`.
 */
export function youtubeService(): Service {
  const videos = new Map<string, Video>();
  const units = new UnitMeter();
  /** fans who never opened a channel */
  const channelless = new Set<string>();

  const isPrivate = ({ world }: ServiceCall, video: Video) => world.clock() < video.availableAt;

  function rate(call: ServiceCall): Answer {
    const { fan, access, asked, world } = call;
    if (!fan || !access) return refuse(401, 'authError', 'Invalid Credentials');
    if (!access.scopes.includes(YOUTUBE)) return refuse(403, 'insufficientPermissions', 'Insufficient Permission');
    if (channelless.has(fan.id)) return refuse(401, 'youtubeSignupRequired', 'Unauthorized');
    if (asked.query.get('rating') !== 'like') return refuse(400, 'invalidRating', 'Invalid rating');
    const video = videos.get(asked.query.get('id') ?? '');
    if (!video || isPrivate(call, video)) return refuse(404, 'videoNotFound', 'The video cannot be found.');
    if (!video.ratings) return refuse(403, 'videoRatingDisabled', 'The owner has disabled ratings.');
    world.libraries.save(fan.id, `youtube:video:${video.id}`, world.clock());
    return { status: 204, headers: {}, body: '' };
  }

  function list(call: ServiceCall): Answer {
    const video = videos.get(call.asked.query.get('id') ?? '');
    const items = video && !isPrivate(call, video) ? [resource(video)] : [];
    return json(200, { kind: 'youtube#videoListResponse', items });
  }

  function channels({ fan, asked }: ServiceCall): Answer {
    if (!fan || asked.query.get('mine') !== 'true') return refuse(401, 'authError', 'Invalid Credentials');
    const items = channelless.has(fan.id) ? {} : { items: [{ kind: 'youtube#channel', id: `UC${fan.accountId}` }] };
    return json(200, { kind: 'youtube#channelListResponse', ...items });
  }

  return {
    prefix: '/youtube',
    authorizePath: '/youtube/o/oauth2/v2/auth',
    tokenPath: '/youtube/token',
    apiPrefix: '/youtube/v3/',
    issuer: 'https://accounts.google.com',
    scopes: new Map([
      [YOUTUBE, 'Manage your YouTube account'],
      ['https://www.googleapis.com/auth/youtube.readonly', 'View your YouTube account'],
    ]),
    objects: query => {
      const offline = query.get('access_type') === 'offline' && query.get('prompt') === 'consent';
      return offline ? null : 'without access_type=offline and prompt=consent there is no refresh token';
    },
    api: call => {
      const { access, client, world, route } = call;
      if (!client) return refuse(403, 'forbidden', 'The request is missing a valid API key.');
      if (access && (access.grant?.revoked || world.clock() >= access.expiresAt))
        return refuse(401, 'authError', 'Invalid Credentials');
      // Calls that are turned away cost as well.
      if (!units.take(client.id, COSTS[route] ?? 1, world.clock()))
        return refuse(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.');
      if (route === 'POST /videos/rate') return rate(call);
      if (route === 'GET /videos') return list(call);
      if (route === 'GET /channels') return channels(call);
      return refuse(404, 'notFound', 'Not found');
    },
    tooMany: (rule, waitMs, now) =>
      refuse(403, 'rateLimitExceeded', 'Rate Limit Exceeded', retryHeader(rule.retryAfter, waitMs, now)),
    dressTokens: (body, { code, client, world }) => {
      // An app in testing gets tokens that die after a week.
      if (code?.grant && client.mode === 'development') code.grant.expiresAt = world.clock() + TESTING_DAYS * DAY_MS;
      return body;
    },
    clientOf: (world, headers) => {
      const key = String(headers['x-goog-api-key'] ?? '');
      return key.startsWith('key-') ? (world.clients.get(key.slice('key-'.length)) ?? null) : null;
    },
    changes: {
      'POST /videos': takes(videoInput, (_world, video) => {
        videos.set(video.id, video);
        return DONE;
      }),
      'POST /units': takes(unitsInput, (world, { client, limit, used }) => {
        units.set(client, { limit, used }, world.clock());
        return DONE;
      }),
      'POST /channelless': takes(z.strictObject({ fan: name }), (_world, { fan }) => {
        channelless.add(fan);
        return DONE;
      }),
    },
    reset: () => {
      videos.clear();
      channelless.clear();
      units.clear();
    },
  };
}

function resource({ id, title, channel, premiere, blocked, allowed }: Video) {
  const regionRestriction = { ...(blocked && { blocked }), ...(allowed && { allowed }) };
  return {
    kind: 'youtube#video',
    id,
    snippet: { title, channelTitle: channel, liveBroadcastContent: premiere ? 'upcoming' : 'none' },
    status: { privacyStatus: 'public', uploadStatus: 'processed' },
    contentDetails: blocked || allowed ? { regionRestriction } : {},
  };
}
