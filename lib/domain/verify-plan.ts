import { MAX_LATENESS_MS } from './retry-plan';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After an accepted add, and then after each look in vain: there may be a delay before it shows (Apple, "Add a Resource to a Library"). */
const LOOKS: readonly number[] = [15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];

/** So often a release is added in all. What was accepted three times over three days and never showed, the service will not add. */
const ADDS = 3;

/** How many looks in vain there are in all before a pre-save is given up. */
export const MAX_LOOKS = LOOKS.length * ADDS;

/** `looks`: looks in vain until now, over all adds. Instants are epoch ms; `jitter` is 0 to 1. */
export type LookInput = { looks: number; now: number; jitter: number };

export type TroublePlan = { action: 'look'; at: number } | { action: 'give_up' };
export type LookPlan = TroublePlan | { action: 'add_again' };

/** A tenth later at most, and never sooner. */
const after = (wait: number, jitter: number) => Math.round(wait * (1 + 0.1 * jitter));

/** When an add that was only accepted is looked for in the fan's library: never sooner than said, a tenth later at most. */
export function nextLook({ looks, now, jitter }: LookInput): number {
  const wait = LOOKS[looks % LOOKS.length] ?? LOOKS[0] ?? 0;
  return now + after(wait, jitter);
}

/** What follows a look that found nothing; `looks` counts it already. */
export function afterVainLook(input: LookInput): LookPlan {
  if (input.looks >= MAX_LOOKS) return { action: 'give_up' };
  if (input.looks % LOOKS.length === 0) return { action: 'add_again' };
  return { action: 'look', at: nextLook(input) };
}

const SHORTEST_TROUBLE = 5 * MINUTE;
const LONGEST_TROUBLE = 6 * HOUR;

/**
 * What follows a look that was not answered: it proves nothing, so it counts for nothing, and is made again ever more rarely. Given
 * up when an add that was accepted at `since` could not be looked for as long as a release may be late.
 */
export function afterTrouble({ since, now, jitter }: { since: number; now: number; jitter: number }): TroublePlan {
  const age = Math.max(0, now - since);
  if (age >= MAX_LATENESS_MS) return { action: 'give_up' };
  const wait = Math.min(Math.max(age / 4, SHORTEST_TROUBLE), LONGEST_TROUBLE);
  return { action: 'look', at: now + after(wait, jitter) };
}
