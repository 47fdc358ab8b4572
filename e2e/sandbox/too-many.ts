import { apiError, json, type Answer } from './answer';
import type { LimitRule, RetryAfter } from './limit-rule';

/** The 429 of a rate stop or of a quota stop (Web API quota updates, July 2026). `waitMs` is what the limit really asks for. */
export function tooMany({ retryAfter, quotaExceeded }: LimitRule, waitMs: number, now: number): Answer {
  const value = retryAfterText(retryAfter, waitMs, now);
  const headers: Record<string, string> = value === null ? {} : { 'retry-after': value };
  if (!quotaExceeded) return apiError(429, 'API rate limit exceeded', headers);
  return json(429, { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } }, headers);
}

function retryAfterText(form: RetryAfter, waitMs: number, now: number): string | null {
  switch (form) {
    case 'absent':
      return null;
    case 'negative':
      return '-1';
    case 'seconds':
      return String(Math.max(1, Math.ceil(waitMs / 1000)));
    case 'http-date':
      // An HTTP date has whole seconds: rounded up, or obeying it would be too early.
      return new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString();
    default:
      return String(form);
  }
}
