import { quotaDayAt } from '../../domain/places';
import type { Answer, CallOutcome } from '../http';
import { isWebPage, legible, readJson, unavailable } from '../oauth/answer';
import { parseRetryAfter } from '../retry-after';
import type { Failure } from '../types';
import { errorSchema, type Video } from './api-types';

/** The variables that a refused app is about. */
export const GOOGLE_SETTINGS = 'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET';

/** The day's units are gone. `dailyLimitExceeded` is the older name. Source: "Errors", YouTube Data API. */
const QUOTA = ['quotaExceeded', 'dailyLimitExceeded'];
const RATE = ['rateLimitExceeded', 'userRateLimitExceeded'];
/** The project's own settings, or Google's: an operator can mend them, and no fan loses a pre-save over those. */
const PROJECT = [
  'accessNotConfigured',
  'forbiddenByPolicy',
  'keyInvalid',
  'badRequest',
  'ipRefererBlocked',
  'SERVICE_DISABLED',
];

/**
 * What an answer other than yes means. Pure; `now` is epoch ms. YouTube says "403" of quota, of pace and of a video that cannot
 * be liked; only the reason tells them apart. Only what can never succeed for this fan is `refused`: an account without a channel,
 * an unconfirmed address, a video without ratings or for rent. Source: Videos: rate, and "Errors", YouTube Data API v3.
 */
export function apiFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text, headers } = answer;
  const error = readJson(errorSchema, text)?.error;
  const reason = error?.errors[0]?.reason ?? '';
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now);
  if (QUOTA.includes(reason)) {
    // Their headers do not say until when; the reference does: until midnight Pacific time ("Quota Calculator").
    const today = quotaDayAt('youtubeMusic', now);
    return { kind: 'quota_exceeded', retryAfterMs: today && today.to - now };
  }
  if (status === 429 || RATE.includes(reason)) return { kind: 'rate_limited', retryAfterMs };
  if (status >= 500 || isWebPage(answer)) return unavailable(`status ${status}`);
  const words = [status, /^\w{1,60}$/.test(reason) ? reason : '', legible(error?.message ?? '')];
  const detail = words.filter(Boolean).join(' ');
  if (PROJECT.includes(reason)) return unavailable(detail);
  switch (status) {
    case 401:
      return reason === 'youtubeSignupRequired' ? { kind: 'refused', detail } : { kind: 'access_expired' };
    case 404:
      return { kind: 'not_live' };
    case 400:
    case 403:
      // Without a reason it is not YouTube's own no.
      return reason === '' ? unavailable(detail) : { kind: 'refused', detail };
    default:
      return unavailable(detail);
  }
}

/** Whether a like was taken. The reference knows 204 alone; a 200 is believed when it is no web page. */
export function isLiked(answer: CallOutcome): answer is Answer {
  return answer.kind === 'answer' && [200, 204].includes(answer.status) && !isWebPage(answer);
}

/** Whether a video can be watched by everyone: processed, public, and no premiere that is still to come. */
export function isPublic({ status, snippet }: Video): boolean {
  const ready = !status.uploadStatus || status.uploadStatus === 'processed';
  return ready && status.privacyStatus === 'public' && snippet.liveBroadcastContent !== 'upcoming';
}

/** Whether a video is kept from a country. `allowed` is a list of all that may, `blocked` of all that may not. */
export function isBlocked({ contentDetails }: Video, market: string): boolean {
  const { allowed, blocked } = contentDetails?.regionRestriction ?? {};
  if (allowed) return !allowed.includes(market);
  return blocked?.includes(market) ?? false;
}
