import type { PresaveState, Reason } from './presave-state';
import type { Release } from './release';
import { releaseMoment } from './release-moment';

/** Whether a campaign takes pre-saves on one service here and now. */
export type Saving = { kind: 'open' } | { kind: 'never' };

/** A pre-save, as far as its permission goes. Instants are epoch ms; `heldUntil` null: nothing is held. */
export type Standing = {
  state: PresaveState;
  reason: Reason;
  territory: string;
  heldUntil: number | null;
  release: Release;
  saving: Saving;
  now: number;
};

/**
 * What the fan has to know of the permission. `lost`: the service stopped taking it; `ran_out`: its days are over. `renew` says
 * whether a new consent would be taken.
 */
export type GrantNeed = { kind: 'none' } | { kind: 'lost' | 'ran_out'; renew: Saving };

/** Whether the permission behind a pre-save needs its fan. */
export function grantNeed({ state, reason, heldUntil, saving, now }: Standing): GrantNeed {
  if (state === 'needs_reconnect') return { kind: reason === 'grant_expired' ? 'ran_out' : 'lost', renew: saving };
  if (state === 'expired' && reason === 'grant_expired') return { kind: 'ran_out', renew: saving };
  if (state !== 'held' || heldUntil === null) return { kind: 'none' };
  // The worker has not swept it yet.
  return heldUntil <= now ? { kind: 'ran_out', renew: saving } : { kind: 'none' };
}

/** Whether the release is out where the fan is. */
export function isOut({ release, territory, now }: Pick<Standing, 'release' | 'territory' | 'now'>): boolean {
  return releaseMoment(release, territory) <= now;
}
