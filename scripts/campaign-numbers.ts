import { isoInstant } from '../lib/clock';

/** An instant (epoch ms) in UTC: "00:12:30 UTC", with its date in front where that is not today's (`now`). */
export function clockWords(at: number, now: number): string {
  const [date = '', time = ''] = isoInstant(at).split('T');
  const day = isoInstant(now).startsWith(date) ? '' : `${date} `;
  return `${day}${time.slice(0, 8)} UTC`;
}

/** `part` of `whole` in percent with one decimal, never rounded up: 100 means all. Nothing of nothing is 0. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? '0.0' : (Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}

/** A bar `width` cells wide; full only when `part` is all of `whole`. */
export function barOf(part: number, whole: number, width = 24): string {
  const full = whole === 0 ? 0 : Math.floor((part / whole) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
