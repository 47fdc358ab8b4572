import type { Failure, Outcome } from '../types';
import { tokenSchema } from './api-types';
import type { SpotifyClient } from './client';
import { isOk, readBody, tokenFailure } from './mapper';

/** A token is given up this long before it ends, so that it does not end on the way. */
const MARGIN_MS = 60_000;

/** The app's own token, for the catalogue. */
export type AppToken = {
  /** One in hand, or a new one; callers at the same time share one request. A failure is not remembered. */
  get(): Promise<Outcome<{ token: string }>>;
  /** Forgets `token` after a 401, unless another has taken its place. */
  drop(token: string): void;
};

/** Keeps one client-credentials token in memory. `now` is epoch ms. Source: "Client Credentials Flow". */
export function appToken(client: SpotifyClient, now: () => number): AppToken {
  let held: { token: string; until: number } | null = null;
  let asking: Promise<Outcome<{ token: string }>> | null = null;

  async function ask(): Promise<Outcome<{ token: string }>> {
    const askedAt = now();
    // No caller's signal: whoever gives up first would end the request for all.
    const answer = await client.token({ grant_type: 'client_credentials' });
    const read = isOk(answer) ? readBody(tokenSchema, answer.text) : null;
    if (!read) return appFailure(isOk(answer) ? null : tokenFailure(answer, now()));
    held = { token: read.access_token, until: askedAt + read.expires_in * 1000 - MARGIN_MS };
    return { kind: 'ok', token: held.token };
  }

  return {
    get: async () => {
      if (held && held.until > now()) return { kind: 'ok', token: held.token };
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    drop: token => {
      if (held?.token === token) held = null;
    },
  };
}

/** No fan's grant is at stake here, so nothing about it can have been rejected. */
function appFailure(failure: Failure | null): Failure {
  if (failure === null) return { kind: 'unavailable', detail: 'token endpoint: unreadable' };
  return failure.kind === 'grant_rejected' ? { kind: 'unavailable', detail: failure.detail } : failure;
}
