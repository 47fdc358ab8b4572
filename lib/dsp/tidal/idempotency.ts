import { createHash } from 'node:crypto';

/** A replay of a `NOT_FOUND` would say so for ever; after this long the question is a new one. */
const SAME_QUESTION_MS = 5 * 60_000;

/**
 * The `Idempotency-Key` of one save: the same for a pre-save and a release for five minutes, so that a call that was cut off is
 * replayed and not made twice. 64 characters of at most 128 (`tidal-api-oas.json`). `now` is epoch ms.
 */
export function idempotencyKey({ presaveId, uri, now }: { presaveId: string; uri: string; now: number }): string {
  return createHash('sha256')
    .update(`${presaveId}\n${uri}\n${Math.floor(now / SAME_QUESTION_MS)}`)
    .digest('hex');
}
