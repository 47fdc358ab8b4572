import { z } from 'zod';
import type { CallOutcome } from '../http';
import { parseRetryAfter } from '../retry-after';
import type { Failure, Outcome, Refreshed } from '../types';
import { isYes, legible, readJson, unavailable } from './answer';

/** A token is given up this long before it ends, so that it does not end on the way. */
const MARGIN_MS = 60_000;

/** Nothing but a missing access token may spoil it: it can carry a rotated refresh token that exists nowhere else. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().catch(3600),
  refresh_token: z.string().min(1).nullish().catch(null),
});

const errorSchema = z.object({ error: z.string(), error_description: z.string().optional().catch('') });

/** Asks a token endpoint with these fields. */
export type AskToken = (form: Record<string, string>, signal?: AbortSignal) => Promise<CallOutcome>;

/** What a token endpoint answered to a refresh. `settings` names the variables to check; `askedAt` and `now` are epoch ms. */
export function readRefresh(
  answer: CallOutcome,
  { held, askedAt, now, settings }: { held: string; askedAt: number; now: number; settings: string },
): Refreshed {
  if (!isYes(answer, [200])) return tokenFailure(answer, now, settings);
  const read = readJson(tokenSchema, answer.text);
  if (!read) return unavailable('token endpoint: unreadable');
  const { access_token: token, expires_in: seconds, refresh_token: sent } = read;
  return {
    kind: 'ok',
    access: { token, expiresAt: askedAt + seconds * 1000 },
    rotated: sent && sent !== held ? sent : null,
  };
}

/**
 * What a token endpoint's answer other than a token means. Only `invalid_grant` speaks of the fan; the rest speaks of this
 * deployment's settings, and no fan may lose a pre-save over those. Source: RFC 6749, 5.2.
 */
export function tokenFailure(answer: CallOutcome, now: number, settings: string): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text, headers } = answer;
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: parseRetryAfter(headers.get('retry-after'), now) };
  const said = status < 500 ? readJson(errorSchema, text) : null;
  if (!said) return unavailable(`token endpoint: status ${status}`);
  const detail = legible(`${said.error} ${said.error_description ?? ''}`);
  if (said.error === 'invalid_grant') return { kind: 'grant_rejected', detail };
  const check = ['invalid_client', 'unauthorized_client'].includes(said.error) ? ` (check ${settings})` : '';
  return unavailable(`token endpoint: ${detail}${check}`);
}

/**
 * Whether a client is known, asked with a grant that nobody has: the client is looked at first, and only a known one hears that the
 * grant is none (RFC 6749, 5.2). Where app tokens are few or not given at all.
 */
export async function tryClient(ask: AskToken, now: () => number, settings: string): Promise<Outcome<object>> {
  const answer = await ask({ grant_type: 'refresh_token', refresh_token: 'nobody' });
  const read = readRefresh(answer, { held: '', askedAt: now(), now: now(), settings });
  return read.kind === 'grant_rejected' ? { kind: 'ok' } : read;
}

/** The app's own token, for the catalogue. */
export type AppToken = {
  /** One in hand, or a new one; callers at the same time share one request. A failure is not remembered. */
  get(): Promise<Outcome<{ token: string }>>;
  /** Forgets `token` after a 401, unless another has taken its place. */
  drop(token: string): void;
};

/** Keeps one client-credentials token in memory (RFC 6749, 4.4). `now` is epoch ms. */
export function keepAppToken(ask: AskToken, now: () => number, settings: string): AppToken {
  let held: { token: string; until: number } | null = null;
  let asking: Promise<Outcome<{ token: string }>> | null = null;

  async function renew(): Promise<Outcome<{ token: string }>> {
    const askedAt = now();
    // No caller's signal: whoever gives up first would end the request for all.
    const answer = await ask({ grant_type: 'client_credentials' });
    const read = readRefresh(answer, { held: '', askedAt, now: now(), settings });
    // No fan's grant is at stake here, so nothing about it can have been rejected.
    if (read.kind === 'grant_rejected') return unavailable(read.detail);
    if (read.kind !== 'ok') return read;
    held = { token: read.access.token, until: read.access.expiresAt - MARGIN_MS };
    return { kind: 'ok', token: held.token };
  }

  return {
    get: async () => {
      if (held && held.until > now()) return { kind: 'ok', token: held.token };
      asking ??= renew().finally(() => {
        asking = null;
      });
      return asking;
    },
    drop: token => {
      if (held?.token === token) held = null;
    },
  };
}
