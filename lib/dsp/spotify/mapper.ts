import type { z } from 'zod';
import type { Answer, CallOutcome } from '../http';
import { parseRetryAfter } from '../retry-after';
import type { Failure } from '../types';
import { apiErrorSchema, tokenErrorSchema } from './api-types';

/** The value of an answer's JSON body, or null when it is not what `schema` wants. */
export function readBody<T extends z.ZodType>(schema: T, text: string): z.output<T> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether an answer is a yes. A web page with status 200 is some proxy's, not Spotify's. */
export function isOk(answer: CallOutcome): answer is Answer {
  return answer.kind === 'answer' && [200, 201, 204].includes(answer.status) && !isWebPage(answer);
}

/** A text from outside for a log: one short line, without anything long enough to be a token. */
function legible(text: string): string {
  return text
    .replace(/[\w~+/=.-]{20,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

const isWebPage = ({ headers }: Answer) => headers.get('content-type')?.startsWith('text/html') ?? false;

const unavailable = (detail: string): Failure => ({ kind: 'unavailable', detail });

/** "User not registered in the Developer Dashboard", "User not approved for app" and later wordings; often plain text. */
const NOT_LISTED = /not (be )?registered|not approved for/i;
/**
 * "Active premium subscription required for the owner of the app. […] it can take a few hours": a matter between Spotify and the
 * operator. Seen in the issues of spotipy (#1233) and zmb3/spotify (#301), 2026.
 */
const OWNER_LAPSED = /owner of the app/i;

/**
 * What a Web API answer other than yes means. Pure; `now` is epoch ms. Only what can never succeed for this fan is `refused`:
 * whatever the operator or Spotify can still mend is `unavailable`, so that it is tried again. Sources: Web API reference,
 * "Rate Limits", "Web API quota updates for Development Mode" (July 2026).
 */
export function apiFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text } = answer;
  if (status === 429) return limited(answer, now);
  if (status >= 500 || isWebPage(answer)) return unavailable(`status ${status}`);
  const message = readBody(apiErrorSchema, text)?.error.message ?? text;
  const detail = legible(`${status} ${message}`);
  switch (status) {
    case 401:
      return { kind: 'access_expired' };
    case 403:
      if (NOT_LISTED.test(message)) return { kind: 'not_registered' };
      return OWNER_LAPSED.test(message) ? unavailable(detail) : { kind: 'refused', detail };
    case 404:
      return { kind: 'not_live' };
    case 400:
      return { kind: 'refused', detail };
    default:
      // 408, 425 and whatever is not in the reference: not known to be final.
      return unavailable(detail);
  }
}

/**
 * What a token endpoint's answer other than a token means. Only `invalid_grant` speaks of the fan; `invalid_client` and the rest
 * speak of this deployment's settings, and no fan may lose a pre-save over those. Source: RFC 6749, 5.2; "Refreshing tokens".
 */
export function tokenFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text } = answer;
  if (status === 429) return limited(answer, now);
  const said = status < 500 ? readBody(tokenErrorSchema, text) : null;
  if (!said) return unavailable(`token endpoint: status ${status}`);
  const detail = legible(`${said.error} ${said.error_description ?? ''}`);
  if (said.error === 'invalid_grant') return { kind: 'grant_rejected', detail };
  const settings = said.error === 'invalid_client' ? ' (check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET)' : '';
  return unavailable(`token endpoint: ${detail}${settings}`);
}

function limited({ headers, text }: Answer, now: number): Failure {
  const quota = readBody(apiErrorSchema, text)?.error.reason === 'QUOTA_EXCEEDED';
  return {
    kind: quota ? 'quota_exceeded' : 'rate_limited',
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), now),
  };
}
