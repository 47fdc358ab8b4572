import { numberWords } from './number-words';
import type { Phase } from './phase';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const many = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

/**
 * A span in the largest unit that says enough, to the nearest one: "5 weeks", "17 days", "23 hours", "12 minutes", "less than a
 * minute".
 */
export function spanWords(ms: number): string {
  if (ms >= 28 * DAY_MS) return many(Math.round(ms / (7 * DAY_MS)), 'week');
  if (ms >= 2 * DAY_MS) return many(Math.round(ms / DAY_MS), 'day');
  if (ms >= 2 * HOUR_MS) return many(Math.round(ms / HOUR_MS), 'hour');
  if (ms >= MINUTE_MS) return many(Math.round(ms / MINUTE_MS), 'minute');
  return 'less than a minute';
}

export const PHASE_NAMES: Record<Phase, string> = {
  draft: 'Draft',
  presave: 'Pre-save',
  rolling: 'Coming out',
  live: 'Out',
  ended: 'Ended',
};

/** What stands beside a campaign's phase: "in 17 days", "last midnight in 9 hours", "for 3 days". Instants are epoch ms. */
export function countdownWords(
  phase: Phase,
  { first, last, now }: { first: number; last: number; now: number },
): string {
  if (phase === 'ended') return '';
  if (phase === 'rolling') return `last midnight in ${spanWords(last - now)}`;
  if (now < first)
    return phase === 'draft' ? `not published, due in ${spanWords(first - now)}` : `in ${spanWords(first - now)}`;
  return phase === 'draft' ? 'not published, and its date has passed' : `for ${spanWords(now - first)}`;
}

/** What is counted of a campaign for its one number; `visits` is null while nobody has counted them. */
export type CampaignCounts = { presaves: number; due: number; saved: number; visits: number | null };

/** The one number of a campaign that matters in its phase. `value` counts what `label` names; a share is in percent, rounded down. */
export type KeyNumber = { kind: 'count' | 'share'; value: number; label: string };

/**
 * Before the release how many wait; while it comes out and until all is settled, which share of them has it; after that how many
 * come by. Rounded down, so that 100 % is everybody. A draft has no number.
 */
export function keyNumber(phase: Phase, { presaves, due, saved, visits }: CampaignCounts): KeyNumber | null {
  if (phase === 'draft') return null;
  if (phase === 'presave') return { kind: 'count', value: presaves, label: presaves === 1 ? 'pre-save' : 'pre-saves' };
  if (phase === 'ended' || (phase === 'live' && saved >= due && visits !== null))
    return visits === null
      ? { kind: 'count', value: saved, label: 'saved' }
      : { kind: 'count', value: visits, label: visits === 1 ? 'visit' : 'visits' };
  if (due === 0) return { kind: 'count', value: 0, label: 'pre-saves' };
  return { kind: 'share', value: Math.floor((saved / due) * 100), label: `of ${numberWords(due)} saved` };
}
