import { apiError, json, type Answer } from './answer';

/** How a client is told when to come back. A number goes out as it is, whatever the window says. */
export type RetryAfter = 'seconds' | 'http-date' | 'absent' | 'negative' | number;
export type LimitRule = {
  limit: number;
  windowMs: number;
  retryAfter: RetryAfter;
  quotaExceeded: boolean;
  tokenRoute: boolean;
};

/** Calls of one client over a rolling window. Calls that were turned away do not count. */
export class Limiter {
  private calls: number[] = [];
  private oldest = 0;

  /** May be replaced in mid-run; the window's past stays. */
  constructor(public rule: LimitRule) {}

  /** Counts a call at `now` (epoch ms). Null lets it pass; a number is how many ms until one would. */
  take(now: number): number | null {
    const { limit, windowMs } = this.rule;
    while (this.oldest < this.calls.length && (this.calls[this.oldest] ?? 0) <= now - windowMs) this.oldest += 1;
    if (this.oldest > 10_000) {
      this.calls = this.calls.slice(this.oldest);
      this.oldest = 0;
    }
    const inWindow = this.calls.length - this.oldest;
    if (inWindow < limit) {
      this.calls.push(now);
      return null;
    }
    const leaving = this.calls[this.calls.length - limit];
    return limit > 0 && leaving !== undefined ? leaving + windowMs - now : windowMs;
  }
}

/** The 429 of a rate stop or of a quota stop (Web API quota updates, July 2026). `waitMs` is what the window really asks for. */
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
