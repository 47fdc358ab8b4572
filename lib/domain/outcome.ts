/**
 * What became of a release, of its first week. `editorial`: 1 when an editor put it on a playlist, 0 when not. The database's CHECK
 * is made from this list.
 */
export const OUTCOMES = ['streams', 'listeners', 'saves', 'release_radar', 'playlists', 'editorial'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_SOURCES = ['typed', 'csv'] as const;
export type OutcomeSource = (typeof OUTCOME_SOURCES)[number];

export type Outcomes = Partial<Record<Outcome, number>>;

export const MOST_OUTCOME = 1_000_000_000_000;

/** A number as somebody types it: "12 345", "12,345" or "12.345". Null for what is no whole number; an empty text is undefined. */
export function readCount(text: string): number | null | undefined {
  const given = text.trim();
  if (given === '') return undefined;
  if (!/^\d{1,3}([ ,.\u00A0\u202F']\d{3})+$|^\d+$/.test(given)) return null;
  const n = Number(given.replace(/\D/g, ''));
  return n <= MOST_OUTCOME ? n : null;
}
