import type { GrantNeed, Saving } from './grant-life';
import type { PresaveState, Reason } from './presave-state';

/** What another consent would do for a pre-save: mend it, make a good permission last longer, or nothing. */
export type Renewal = 'reconnect' | 'renew' | 'none';

/** Given up, but not because the service said no: another try may do. */
const WORTH_ANOTHER_TRY: readonly Reason[] = ['attempts_exhausted', 'rescues_exhausted', 'never_appeared'];

/** Which button for another permission a pass has. Only where it would be taken (`saving`). */
export function renewalOf(presave: { state: PresaveState; reason: Reason; need: GrantNeed; saving: Saving }): Renewal {
  const { state, reason, need, saving } = presave;
  if (saving.kind !== 'open') return 'none';
  if (need.kind !== 'none') return 'reconnect';
  if (state === 'refused' && WORTH_ANOTHER_TRY.includes(reason)) return 'reconnect';
  return state === 'held' ? 'renew' : 'none';
}
