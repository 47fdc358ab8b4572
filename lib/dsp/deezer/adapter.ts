import { parseDeezerUri } from '../../domain/service-link-deezer';
import { readJson } from '../oauth/answer';
import type { AccountDsp, CatalogueDsp } from '../types';
import { meSchema } from './api-types';
import { deezerClient } from './client';
import { deezerCovers } from './covers';
import type { DeezerConfig } from './config';
import { readDeezerGrant } from './grant';
import { deezerFinder } from './find';
import { deezerDescribe, deezerLookup } from './lookup';
import { deezerFailure, deezerSaved } from './mapper';

/** 50 requests in 5 seconds, the figure that kellnerd/harmony keeps to as well (`providers/Deezer/mod.ts`). */
const RATE = { limit: 50, windowMs: 5_000 };

/** A token without an end is read from its grant again after so long, which costs no call. */
const AN_HOUR_MS = 3_600_000;

/** The Deezer adapter, for apps from before Deezer closed its registration. Every method resolves, whatever Deezer answers. */
export function deezerAdapter(config: DeezerConfig): AccountDsp {
  const { now } = config;
  const client = deezerClient(config);

  return {
    dsp: 'deezer',
    clientId: config.clientId,
    rate: RATE,
    probe: deezerLookup(deezerFinder(client, now), now),

    /** Asks nobody: the permission is the access token, and lasts as long. Past its end only the fan can help. */
    refresh: async ({ refreshToken, authorizedAt }) => {
      const held = readDeezerGrant(refreshToken, authorizedAt);
      if (!held || held.endsAt <= now()) return { kind: 'grant_rejected', detail: 'the token has ended' };
      const expiresAt = Math.min(held.endsAt, now() + AN_HOUR_MS);
      return { kind: 'ok', access: { token: held.token, expiresAt }, rotated: null };
    },

    save: async (access, uri, signal) => {
      const release = parseDeezerUri(uri);
      if (!release) return { kind: 'refused', detail: 'not the URI of a Deezer album or track' };
      return deezerSaved(await client.favourite(release.type, release.id, access.token, signal), now());
    },

    identify: async (access, signal) => {
      const answer = await client.me(access.token, signal);
      const me = answer.kind === 'answer' && answer.status === 200 ? readJson(meSchema, answer.text) : null;
      return me ? { kind: 'ok', ...me } : deezerFailure(answer, now());
    },
  };
}

/** Deezer's catalogue, which needs no app. */
export function deezerCatalogue({
  apiUrl,
  now,
  timeoutMs,
}: Pick<DeezerConfig, 'apiUrl' | 'now' | 'timeoutMs'>): CatalogueDsp {
  const client = deezerClient({ apiUrl, timeoutMs });
  return { dsp: 'deezer', covers: deezerCovers(apiUrl), describe: deezerDescribe(deezerFinder(client, now)) };
}
