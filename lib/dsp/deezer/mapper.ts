import type { Answer, CallOutcome } from '../http';
import { isWebPage, legible, readJson, unavailable } from '../oauth/answer';
import { parseRetryAfter } from '../retry-after';
import type { Failure, Saved } from '../types';
import { errorSchema } from './api-types';

/**
 * What an error inside an HTTP 200 means; null where there is none. Codes: 4 quota, 100 too many items, 200 permission,
 * 300 token invalid, 500 and 501 parameter, 700 busy, 800 no data, 901 not for individuals (Deezer's list of API errors; 500 and
 * 800 are recorded in deezer-python). The grant is the token itself, so a refused token is a refused grant.
 */
export function errorIn({ text }: Answer): Failure | null {
  const error = readJson(errorSchema, text)?.error;
  if (!error) return null;
  const detail = legible(`error ${error.code} ${error.message}`);
  switch (error.code) {
    case 4:
      return { kind: 'rate_limited', retryAfterMs: null };
    case 300:
      return { kind: 'grant_rejected', detail };
    case 800:
      return { kind: 'not_live' };
    case 100:
    case 200:
    case 500:
    case 501:
    case 901:
      return { kind: 'refused', detail };
    default:
      // 700 and whatever is not in the list: not known to be final.
      return unavailable(detail);
  }
}

/** What an answer without a value in it means. Deezer itself speaks in 200s; another status comes from what stands before it. */
export function deezerFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, headers } = answer;
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: parseRetryAfter(headers.get('retry-after'), now) };
  if (status !== 200 || isWebPage(answer)) return unavailable(`status ${status}`);
  return errorIn(answer) ?? unavailable('unreadable answer');
}

/** Only `true` proves a save: a 202, or a 200 with anything else in it, does not. */
export function deezerSaved(answer: CallOutcome, now: number): Saved {
  const yes = answer.kind === 'answer' && answer.status === 200 && answer.text.trim() === 'true';
  return yes ? { kind: 'ok', proof: 'saved' } : deezerFailure(answer, now);
}
