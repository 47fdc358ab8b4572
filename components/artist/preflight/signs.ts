import type { FindingState } from '@/lib/domain/preflight';

/** What a finding's state looks like, and the one word for it. */
export const SIGNS: Record<FindingState, { tone: 'good' | 'warn' | 'bad' | 'plain'; word: string }> = {
  ok: { tone: 'good', word: 'Well' },
  warn: { tone: 'warn', word: 'Look' },
  fail: { tone: 'bad', word: 'Fails' },
  skipped: { tone: 'plain', word: 'Not tried' },
};
