import type { PresaveState, Reason } from './presave-state';
import type { Release } from './release';
import { lastMoment, releaseMoment } from './release-moment';

const DAY_MS = 86_400_000;

/**
 * The first instant (epoch ms) at which a grant given then, and counted on for `grantDays`, lasts until `release` is out
 * everywhere. Before it a pre-save could never be kept.
 */
export function savingOpensAt(release: Release, grantDays: number): number {
  return lastMoment(release) - grantDays * DAY_MS;
}

/** Whether a campaign takes pre-saves on one service here: now, from an instant on (epoch ms), or not at all. */
export type Saving = { kind: 'open' } | { kind: 'opens'; at: number } | { kind: 'never' };

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
 * What the fan has to know of the permission. `lost`: the service stopped taking it; `ran_out`: its days are over; `ends_early`:
 * the release was moved past its end. `renew` says whether a new consent would be taken.
 */
export type GrantNeed = { kind: 'none' } | { kind: 'lost' | 'ran_out' | 'ends_early'; renew: Saving };

/** Whether the permission behind a pre-save needs its fan. */
export function grantNeed({ state, reason, territory, heldUntil, release, saving, now }: Standing): GrantNeed {
  if (state === 'needs_reconnect') return { kind: reason === 'grant_expired' ? 'ran_out' : 'lost', renew: saving };
  if (state === 'expired' && reason === 'grant_expired') return { kind: 'ran_out', renew: saving };
  if (state !== 'held' || heldUntil === null) return { kind: 'none' };
  // The worker has not swept it yet.
  if (heldUntil <= now) return { kind: 'ran_out', renew: saving };
  const early = heldUntil <= releaseMoment(release, territory);
  return early ? { kind: 'ends_early', renew: saving } : { kind: 'none' };
}

/** Whether the release is out where the fan is. */
export function isOut({ release, territory, now }: Pick<Standing, 'release' | 'territory' | 'now'>): boolean {
  return releaseMoment(release, territory) <= now;
}
