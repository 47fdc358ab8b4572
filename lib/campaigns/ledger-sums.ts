import type { Dsp } from '../domain/dsp';
import type { PresaveState, Reason } from '../domain/presave-state';
import type { Counts } from './counts';

export type LedgerLine = { dsp: Dsp; state: PresaveState; reason: Reason; count: number };

/** The counts by service, state and reason, all territories together. */
export function ledgerLines({ presaves }: Counts): LedgerLine[] {
  const lines = new Map<string, LedgerLine>();
  for (const { dsp, state, reason, n } of presaves) {
    const key = `${dsp} ${state} ${reason}`;
    lines.set(key, { dsp, state, reason, count: (lines.get(key)?.count ?? 0) + n });
  }
  return [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** How many consents the ledger holds: every pre-save begins with one. */
export function consentsIn({ steps }: Counts): number {
  return steps.filter(step => step.from === 'new').reduce((sum, step) => sum + step.n, 0);
}

/**
 * How far the pre-saves are from where the ledger's steps have led them: over all states, the difference between the pre-saves that
 * stand there and the steps into it less the steps out of it. Anything but 0 is a change that the ledger does not know of.
 */
export function unexplainedIn({ presaves, steps }: Counts): number {
  const left = new Map<PresaveState | 'new', number>();
  const add = (state: PresaveState | 'new', n: number) => left.set(state, (left.get(state) ?? 0) + n);
  for (const { state, n } of presaves) add(state, n);
  for (const { from, to, n } of steps) {
    add(to, -n);
    add(from, n);
  }
  // Every life begins in `new`, and nobody stays there.
  left.delete('new');
  return [...left.values()].reduce((sum, n) => sum + Math.abs(n), 0);
}
