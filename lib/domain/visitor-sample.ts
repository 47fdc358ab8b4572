/*
 * How many different people came, without a row for each of ten million. Up to KEPT_A_LEVEL a day everyone's mark is kept, and the
 * count is exact. Then only every second mark is looked at, and each new one counts for two; after as many again every fourth, and so
 * on (after Wegman's adaptive sampling; Flajolet, "On adaptive sampling", Computing 43, 1990). Which marks are looked at is decided
 * by the mark itself, so one that comes again is known again.
 *
 * Ten million people a day keep fewer than 750,000 marks, and the count is within 0.5 % of the truth.
 */

/** So many marks are kept before the next level. */
export const KEPT_A_LEVEL = 100_000;
const HIGHEST_LEVEL = 30;

/** The level of a campaign that has kept so many marks today. */
export function sampleLevel(kept: number): number {
  return Math.min(HIGHEST_LEVEL, Math.floor(kept / KEPT_A_LEVEL));
}

/** For how many people a mark that is looked at counts. */
export function sampleWeight(level: number): number {
  return 2 ** level;
}

/** Whether a mark (64 random bits) is looked at: one of 2^level is. */
export function isSampled(mark: bigint, level: number): boolean {
  return (mark & ((1n << BigInt(level)) - 1n)) === 0n;
}
