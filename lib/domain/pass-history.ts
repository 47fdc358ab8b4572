import type { PresaveState, Reason } from './presave-state';
import type { Release } from './release';

/** One line of a pre-save's ledger; `at` is epoch ms. */
export type LedgerStep = { at: number; from: PresaveState | 'new'; to: PresaveState; reason: Reason };

/** A date that was moved while the fan waited. */
export type ReleaseMove = { at: number; release: Release };

/** Why a try did not save it yet. */
export type TriedInVain = 'busy' | 'away' | 'not_out' | 'not_there' | 'doubted';

/** What happened to a pre-save, as far as it matters to its fan. */
export type PassEvent =
  | {
      kind:
        | 'consented'
        | 'renewed'
        | 'confirmed'
        | 'pre_added'
        | 'came_out'
        | 'accepted'
        | 'saved'
        | 'found'
        | 'lost'
        | 'ran_out'
        | 'campaign_ended';
      at: number;
    }
  | { kind: 'moved'; at: number; release: Release }
  | { kind: 'tried'; at: number; why: TriedInVain; /** tries in a row; `at` is the last */ times: number }
  | { kind: 'refused'; at: number; reason: Reason }
  | { kind: 'withdrawn'; at: number; from: PresaveState | 'new' };

/** More than this is a wall of text: the first stays, for the consent, and the newest. */
const MOST = 9;

const TRIED: Partial<Record<Reason, TriedInVain>> = {
  rate_limited: 'busy',
  quota_exceeded: 'busy',
  dsp_unavailable: 'away',
  not_live_yet: 'not_out',
  not_delivered: 'not_out',
  not_in_library: 'not_there',
  grant_unconfirmed: 'doubted',
};

/** What a step back to waiting, or on in waiting, was to the fan; null for what only concerns the worker. */
function waiting({ from, reason, at }: LedgerStep): PassEvent | null {
  if (from === 'new') return { kind: 'consented', at };
  if (reason === 'consented_again') return { kind: 'renewed', at };
  if (reason === 'grant_confirmed') return { kind: 'confirmed', at };
  if (reason === 'pre_added') return { kind: 'pre_added', at };
  const why = TRIED[reason];
  return why ? { kind: 'tried', at, why, times: 1 } : null;
}

function eventOf(step: LedgerStep): PassEvent | null {
  const { from, to, reason, at } = step;
  switch (to) {
    case 'held':
      return waiting(step);
    case 'saving':
      return null;
    case 'accepted':
      // it was accepted before: what a look told of the permission
      return from === 'accepted' ? waiting(step) : { kind: 'accepted', at };
    case 'saved':
      return { kind: from === 'accepted' ? 'found' : 'saved', at };
    case 'needs_reconnect':
      return { kind: reason === 'grant_expired' ? 'ran_out' : 'lost', at };
    case 'refused':
      return { kind: 'refused', at, reason };
    case 'expired':
      return { kind: reason === 'grant_expired' ? 'ran_out' : 'campaign_ended', at };
    case 'withdrawn':
      return { kind: 'withdrawn', at, from };
  }
}

/** Tries in a row are one event, and so are renewals and moves: the last of them. */
function inARow(before: PassEvent, next: PassEvent): PassEvent | null {
  if (before.kind !== next.kind) return null;
  if (before.kind === 'tried' && next.kind === 'tried') return { ...next, times: before.times + next.times };
  return ['renewed', 'moved', 'confirmed'].includes(next.kind) ? next : null;
}

/** What a service has of the release through us: it is there, it may be there or turn up, or nothing was ever asked for. */
export type LeftBehind = 'there' | 'maybe' | 'nothing';

/** What stays at the service when a pre-save with these steps is withdrawn: nobody takes out of a library what is in it. */
export function leftBehind(steps: readonly LedgerStep[]): LeftBehind {
  if (steps.some(({ to }) => to === 'saved')) return 'there';
  const asked = ({ from, to, reason }: LedgerStep) =>
    to === 'accepted' || reason === 'pre_added' || (from === 'saving' && to === 'withdrawn');
  return steps.some(asked) ? 'maybe' : 'nothing';
}

/** What a history is made of. `cameOut`: the release moment where the fan is, once that has passed (epoch ms). */
export type PassRecord = { steps: readonly LedgerStep[]; moves: readonly ReleaseMove[]; cameOut: number | null };

/**
 * The history of a pre-save in the order in which it happened, without what only concerns the worker. A move counts from the consent
 * on, and so does the release; what came after a withdrawal is not the fan's any more.
 */
export function passHistory({ steps, moves, cameOut }: PassRecord): PassEvent[] {
  const own = steps.flatMap(step => eventOf(step) ?? []);
  const since = own[0]?.at ?? Infinity;
  const last = own.at(-1);
  const until = last?.kind === 'withdrawn' ? last.at : Infinity;
  const around: PassEvent[] = [
    ...moves.map(({ at, release }): PassEvent => ({ kind: 'moved', at, release })),
    ...(cameOut === null ? [] : [{ kind: 'came_out' as const, at: cameOut }]),
  ].filter(({ at }) => at > since && at < until);
  const events: PassEvent[] = [];
  for (const event of [...own, ...around].toSorted((a, b) => a.at - b.at)) {
    const before = events.at(-1);
    const joined = before && inARow(before, event);
    if (joined) events[events.length - 1] = joined;
    else events.push(event);
  }
  return events.length > MOST ? [...events.slice(0, 1), ...events.slice(1 - MOST)] : events;
}
