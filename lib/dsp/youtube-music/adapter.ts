import { parseYoutubeUri, youtubeUri, youtubeUrl } from '../../domain/service-link-youtube';
import { isYes, readJson, unavailable } from '../oauth/answer';
import { readRefresh, tryClient } from '../oauth/token';
import type { AccountDsp, Availability, Found } from '../types';
import { channelsSchema, videosSchema, type Video } from './api-types';
import { youtubeClient } from './client';
import type { YoutubeConfig } from './config';
import { apiFailure, GOOGLE_SETTINGS, isBlocked, isLiked, isPublic } from './mapper';

/** Beside the day's units there is a pace per minute that is not published; it is learned. */
const RATE = { limit: null, windowMs: 60_000 };

/**
 * The YouTube Music adapter. Every method resolves, whatever YouTube answers. Saves by liking the video of a track, the one way the
 * Data API has; a release is known by the video the artist named, for its search has 100 calls a day. An account is known by
 * its channel; one without a channel is `refused`, for it cannot like. Source: YouTube Data API v3.
 */
export function youtubeAdapter(config: YoutubeConfig): AccountDsp {
  const { now } = config;
  const client = youtubeClient(config);

  return {
    dsp: 'youtubeMusic',
    clientId: config.clientId,
    rate: RATE,

    refresh: async ({ refreshToken }, signal) => {
      const askedAt = now();
      const answer = await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, signal);
      return readRefresh(answer, { held: refreshToken, askedAt, now: now(), settings: GOOGLE_SETTINGS });
    },

    save: async (access, uri, signal) => {
      const video = parseYoutubeUri(uri);
      if (!video) return { kind: 'refused', detail: 'not the URI of a YouTube video' };
      const answer = await client.like(video, access.token, signal);
      return isLiked(answer) ? { kind: 'ok', proof: 'saved' } : apiFailure(answer, now());
    },

    probe: async ({ uri }, market, signal): Promise<Availability> => {
      const notFound = { kind: 'ok', live: false, reason: 'not_found' } as const;
      if (uri === null) return notFound;
      const id = parseYoutubeUri(uri);
      if (!id) return { kind: 'refused', detail: 'not the URI of a YouTube video' };
      const answer = await client.video(id, signal);
      if (!isYes(answer, [200])) {
        const failure = apiFailure(answer, now());
        if (failure.kind === 'not_live') return notFound;
        return failure.kind === 'access_expired' ? unavailable('the key was refused (check YOUTUBE_API_KEY)') : failure;
      }
      const read = readJson(videosSchema, answer.text);
      if (!read) return unavailable('unreadable answer');
      const video = read.items.find(item => item.id === id);
      if (!video) return notFound;
      if (!isPublic(video) || isBlocked(video, market)) return { kind: 'ok', live: false, reason: 'not_in_market' };
      return { kind: 'ok', live: true, release: foundAs(video) };
    },

    credentials: async signal => {
      const known = await tryClient(client.token, now, GOOGLE_SETTINGS);
      if (known.kind !== 'ok') return known;
      // the key is another one; any video's id will do, also one that is gone
      const answer = await client.video('jNQXAC9IVRw', signal);
      const status = answer.kind === 'answer' ? answer.status : 0;
      if (isYes(answer, [200])) return known;
      const failure = apiFailure(answer, now());
      // "API key not valid" is a 400 (Google's "Error messages"); a 403 that is no quota is a key for something else
      const isKey = [400, 401, 403].includes(status);
      return isKey && failure.kind !== 'quota_exceeded' && failure.kind !== 'rate_limited'
        ? { kind: 'refused', detail: 'the key was refused (check YOUTUBE_API_KEY)' }
        : failure;
    },

    identify: async (access, signal) => {
      const answer = await client.myChannel(access.token, signal);
      if (!isYes(answer, [200])) return apiFailure(answer, now());
      const read = readJson(channelsSchema, answer.text);
      if (!read) return unavailable('unreadable answer');
      const [channel] = read.items ?? [];
      if (!channel) return { kind: 'refused', detail: 'the account has no channel' };
      return { kind: 'ok', accountId: channel.id, name: null, country: null };
    },
  };
}

/** Tracks made from a delivery are on a channel "Artist - Topic". */
function foundAs({ id, snippet }: Video): Found {
  const artist = snippet.channelTitle.replace(/ - Topic$/, '');
  return { uri: youtubeUri(id), url: youtubeUrl(id), artist, title: snippet.title };
}
