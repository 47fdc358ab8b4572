import type { CallOutcome } from '../http';
import { isWebPage, isYes, legible, readJson, unavailable } from '../oauth/answer';
import { parseRetryAfter } from '../retry-after';
import type { Failure, Saved } from '../types';
import { errorSchema, tooManySchema } from './api-types';

/** The variables that a refused app is about. */
export const SOUNDCLOUD_SETTINGS = 'SOUNDCLOUD_CLIENT_ID and SOUNDCLOUD_CLIENT_SECRET';

/**
 * What an answer other than yes means. Pure; `now` is epoch ms. A 429 with a spam warning is about one account's likes: it is tried
 * again later and holds up nobody else. Source: `openapi/api.yaml` (400 401 404 429).
 */
export function soundcloudFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text, headers } = answer;
  if (status === 429) {
    if (readJson(tooManySchema, text)?.spam_warning_urn) return unavailable('spam warning');
    return { kind: 'rate_limited', retryAfterMs: parseRetryAfter(headers.get('retry-after'), now) };
  }
  if (status >= 500 || isWebPage(answer)) return unavailable(`status ${status}`);
  const detail = legible(`${status} ${readJson(errorSchema, text)?.message ?? ''}`);
  switch (status) {
    case 401:
      return { kind: 'access_expired' };
    case 404:
      return { kind: 'not_live' };
    case 400:
    case 403:
      return { kind: 'refused', detail };
    default:
      return unavailable(detail);
  }
}

/** A like that was taken is in the fan's likes; a 202 would prove nothing. */
export function soundcloudSaved(answer: CallOutcome, now: number): Saved {
  return isYes(answer, [200, 201]) ? { kind: 'ok', proof: 'saved' } : soundcloudFailure(answer, now);
}
