import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a request carries the cron's secret. Compared in constant time, whatever its length; without one it is refused. */
export function isCron(authorization: string | null, cronSecret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${cronSecret}`));
}

/**
 * Whether a GET was made by a script of our own page. A browser too old to say so is believed: the SameSite cookie that the
 * answer depends on is the proof then.
 */
export function isOwnFetch(headers: Headers): boolean {
  return [null, 'same-origin'].includes(headers.get('sec-fetch-site'));
}

/** Whether a form post comes from our own page: by the browser's word where it gives one, else by its Origin. */
export function isOwnForm(headers: Headers, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return site === 'same-origin';
  return origin === appUrl;
}
