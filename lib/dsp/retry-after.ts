const LONGEST_WAIT_MS = 7 * 24 * 3_600_000;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = '(?<h>\\d{2}):(?<m>\\d{2}):(?<s>\\d{2})';
const HTTP_DATES = [
  new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\\d{2}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** Epoch ms of one of HTTP's three date formats. `Date.parse` would find a date, in the local zone, in almost any text. */
function httpDate(text: string): number | null {
  const parts = HTTP_DATES.map(format => format.exec(text)?.groups).find(Boolean);
  if (!parts) return null;
  const month = MONTHS.indexOf(parts['month'] ?? '');
  const year = Number(parts['year']) + (parts['year']?.length === 2 ? 2000 : 0);
  const at = Date.UTC(year, month, Number(parts['day']), Number(parts['h']), Number(parts['m']), Number(parts['s']));
  return month < 0 ? null : at;
}

/**
 * How long (ms) an answer's `Retry-After` asks to wait from `now` (epoch ms): seconds, fractions too, or an HTTP date; a date in
 * the past is 0. Never more than seven days. Null when it says nothing that can be obeyed: absent, negative, rubbish. The caller
 * then waits by its own measure, which grows; a 0 made of rubbish would be asked again at once. Source: RFC 9110, 10.2.3 and 5.6.7.
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  const wait = /^\d+(\.\d+)?$/.test(text) ? Math.ceil(Number(text) * 1000) : (httpDate(text) ?? Number.NaN) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}
