const HOUR = 3_600_000;

/**
 * How far a grant has been tried before its release: 0 not at all, 1 at T-72 h, 2 at T-24 h, 3 with an access token fetched in
 * the last hour, so that at T only the save is left. Tried early, a dead grant is seen while the fan can still renew it.
 */
export const STAGES = [
  { stage: 3, before: HOUR },
  { stage: 2, before: 24 * HOUR },
  { stage: 1, before: 72 * HOUR },
] as const;

export type Stage = 0 | (typeof STAGES)[number]['stage'];

/** The earliest lead (ms) at which anything is tried. */
export const LONGEST_LEAD_MS = 72 * HOUR;

/** A grant that was given or tried within this time (ms) is known to be good; only the last stage wants it fetched anew. */
export const KNOWN_GOOD_MS = 12 * HOUR;

/** The stage a grant should have reached at `now` for a release at `moment` (both epoch ms). After the moment the save itself takes over. */
export function stageDue(moment: number, now: number): Stage {
  if (now >= moment) return 0;
  return STAGES.find(({ before }) => moment - now <= before)?.stage ?? 0;
}
