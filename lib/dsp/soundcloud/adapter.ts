import { parseSoundcloudUrn } from '../../domain/service-link-soundcloud';
import { isYes, readJson, unavailable } from '../oauth/answer';
import { keepAppToken, readRefresh, tryClient } from '../oauth/token';
import type { AccountDsp } from '../types';
import { meSchema } from './api-types';
import { soundcloudClient } from './client';
import type { SoundcloudConfig } from './config';
import { soundcloudLookup } from './lookup';
import { SOUNDCLOUD_SETTINGS, soundcloudFailure, soundcloudSaved } from './mapper';

/** No figure is published for likes: what 429s tell is learned over a minute. */
const RATE = { limit: null, windowMs: 60_000 };

/** The SoundCloud adapter. Every method resolves, whatever SoundCloud answers. Keeps one app token, so make one and keep it. */
export function soundcloudAdapter(config: SoundcloudConfig): AccountDsp {
  const { now } = config;
  const client = soundcloudClient(config);

  return {
    dsp: 'soundcloud',
    clientId: config.clientId,
    rate: RATE,
    // SoundCloud gives an app 50 tokens in twelve hours: one is kept for its whole hour.
    probe: soundcloudLookup(client, keepAppToken(client.token, now, SOUNDCLOUD_SETTINGS), now),

    /** Each refresh token works once: the new one comes back as `rotated`. */
    refresh: async ({ refreshToken }, signal) => {
      const askedAt = now();
      const answer = await client.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, signal);
      return readRefresh(answer, { held: refreshToken, askedAt, now: now(), settings: SOUNDCLOUD_SETTINGS });
    },

    save: async (access, uri, signal) => {
      const release = parseSoundcloudUrn(uri);
      if (!release) return { kind: 'refused', detail: 'not the URN of a SoundCloud track or set' };
      return soundcloudSaved(await client.like(release.type, release.urn, access.token, signal), now());
    },

    credentials: () => tryClient(client.token, now, SOUNDCLOUD_SETTINGS),

    identify: async (access, signal) => {
      const answer = await client.me(access.token, signal);
      if (!isYes(answer, [200])) return soundcloudFailure(answer, now());
      const me = readJson(meSchema, answer.text);
      return me ? { kind: 'ok', ...me } : unavailable('unreadable answer');
    },
  };
}
