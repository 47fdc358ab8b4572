import type { Answer, CallOutcome } from '../http';
import { isWebPage, legible, readJson, unavailable } from '../oauth/answer';
import { parseRetryAfter } from '../retry-after';
import type { Failure, Saved } from '../types';
import { addedSchema, errorsSchema } from './api-types';

/** The variables that a refused app is about. */
export const TIDAL_SETTINGS = 'TIDAL_CLIENT_ID and TIDAL_CLIENT_SECRET';

const SAVED: Saved = { kind: 'ok', proof: 'saved' };

/** The code and the words of a JSON:API error. */
function errorOf({ text }: Answer): { code: string; detail: string } {
  const [error] = readJson(errorsSchema, text)?.errors ?? [];
  return { code: error?.code ?? '', detail: error?.detail ?? '' };
}

/** How long a 429 asks to wait. `x-ratelimit-remaining` and its kin say nothing of when, so only `Retry-After` is read. */
function limited({ headers }: Answer, now: number): Failure {
  return { kind: 'rate_limited', retryAfterMs: parseRetryAfter(headers.get('retry-after'), now) };
}

/**
 * What an answer other than yes means. Pure; `now` is epoch ms. Only what can never succeed for this fan is `refused`. Source:
 * `tidal-api-oas.json` (400 404 405 406 409 415 422 429 500 503); 401 and 403 are not in it and come from the gateway.
 */
export function apiFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status } = answer;
  if (status === 429) return limited(answer, now);
  if (status >= 500 || isWebPage(answer)) return unavailable(`status ${status}`);
  const { code, detail } = errorOf(answer);
  const words = [status, /^\w{1,60}$/.test(code) ? code : '', legible(detail)].filter(Boolean).join(' ');
  switch (status) {
    case 401:
      return { kind: 'access_expired' };
    case 404:
      return { kind: 'not_live' };
    case 400:
    case 403:
      return { kind: 'refused', detail: words };
    case 409:
      return code === 'TOO_MANY_ITEMS_IN_COLLECTION' ? { kind: 'refused', detail: words } : unavailable(words);
    default:
      // 405, 406, 415, 422: the way we ask is wrong, and an operator can mend that; no fan loses a pre-save over it.
      return unavailable(words);
  }
}

/**
 * What the answer to adding one item means. A 200 may have left it out: `NOT_FOUND` is not out for this fan yet,
 * `ALREADY_PRESENT` is what was wanted. A 202 or an unreadable 200 proves nothing.
 */
export function savedOutcome(answer: CallOutcome, id: string, now: number): Saved {
  if (answer.kind === 'answer' && answer.status === 409 && errorOf(answer).code === 'DUPLICATE_ITEMS_IN_COLLECTION')
    return SAVED;
  if (answer.kind !== 'answer' || answer.status < 200 || answer.status > 299 || isWebPage(answer))
    return apiFailure(answer, now);
  if (answer.status !== 200 && answer.status !== 201) return unavailable(`status ${answer.status}`);
  const added = readJson(addedSchema, answer.text);
  if (!added) return unavailable('unreadable answer');
  const reason = added.skipped.find(item => item.id === id)?.reason;
  if (reason === undefined || reason === 'ALREADY_PRESENT') return SAVED;
  return reason === 'NOT_FOUND' ? { kind: 'not_live' } : unavailable(legible(`skipped: ${reason}`));
}
