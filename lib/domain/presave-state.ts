/**
 * The life of one pre-save. `held` waits for its moment, `saving` is claimed by a worker, `accepted` was taken by a DSP whose
 * answer proves nothing yet, `saved` is in the library; the rest are ends a fan can see.
 */
export const PRESAVE_STATES = [
  'held',
  'saving',
  'accepted',
  'saved',
  'needs_reconnect',
  'refused',
  'withdrawn',
  'expired',
] as const;
export type PresaveState = (typeof PRESAVE_STATES)[number];

/** Every allowed step. The database's CHECK on the ledger is made from this list. */
export const TRANSITIONS: readonly (readonly [from: PresaveState | 'new', to: PresaveState])[] = [
  ['new', 'held'],
  ['held', 'held'],
  ['held', 'saving'],
  ['saving', 'saving'],
  ['saving', 'held'],
  ['saving', 'accepted'],
  ['saving', 'saved'],
  ['saving', 'needs_reconnect'],
  ['saving', 'refused'],
  ['accepted', 'accepted'],
  ['accepted', 'saved'],
  ['accepted', 'held'],
  ['accepted', 'refused'],
  ['accepted', 'needs_reconnect'],
  ['accepted', 'expired'],
  ['needs_reconnect', 'held'],
  ['refused', 'held'],
  ['expired', 'held'],
  ['saved', 'held'],
  ['held', 'needs_reconnect'],
  ['held', 'expired'],
  ['needs_reconnect', 'expired'],
  ['held', 'withdrawn'],
  ['saving', 'withdrawn'],
  ['accepted', 'withdrawn'],
  ['needs_reconnect', 'withdrawn'],
  ['refused', 'withdrawn'],
  ['saved', 'withdrawn'],
  ['expired', 'withdrawn'],
];

/** Why a step was taken: the closed list the ledger and `campaign show` use. */
export const REASONS = [
  'consented',
  'consented_again',
  'claimed',
  'rescued',
  'saved',
  'pre_added',
  'accepted',
  'verified',
  'not_in_library',
  'never_appeared',
  'already_live',
  'rate_limited',
  'quota_exceeded',
  'dsp_unavailable',
  'not_live_yet',
  'not_delivered',
  'release_moved',
  'grant_rejected',
  'grant_unconfirmed',
  'grant_confirmed',
  'grant_missing',
  'grant_unreadable',
  'grant_expired',
  'not_registered',
  'dsp_refused',
  'attempts_exhausted',
  'rescues_exhausted',
  'released_lease',
  'worker_error',
  'fan_withdrew',
  'campaign_ended',
] as const;
export type Reason = (typeof REASONS)[number];

/** Who took a step. */
export const ACTORS = ['fan', 'worker', 'artist', 'system'] as const;
export type Actor = (typeof ACTORS)[number];

/** States in which nothing more will happen without the fan. */
export const SETTLED: readonly PresaveState[] = ['saved', 'needs_reconnect', 'refused', 'withdrawn', 'expired'];

export function canStep(from: PresaveState | 'new', to: PresaveState): boolean {
  return TRANSITIONS.some(([f, t]) => f === from && t === to);
}
