/** Single, EP or album: what Spotify and Apple call the release type. */
export const RELEASE_KINDS = ['single', 'ep', 'album'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

/**
 * How a release goes live. `local-midnight`: at 00:00 of `date` (YYYY-MM-DD) in each territory's own zone ("Store Turn").
 * `instant`: everywhere at once, at `at` (epoch milliseconds).
 */
export type Release = { mode: 'local-midnight'; date: string } | { mode: 'instant'; at: number };

export const RELEASE_MODES = ['local-midnight', 'instant'] as const;

/** A release from the three columns it is stored in; the database's CHECK keeps them consistent. */
export function releaseOf(row: {
  releaseMode: Release['mode'];
  releaseDate: string | null;
  releaseAt: number | null;
}): Release {
  if (row.releaseMode === 'local-midnight' && row.releaseDate !== null)
    return { mode: 'local-midnight', date: row.releaseDate };
  if (row.releaseAt !== null) return { mode: 'instant', at: row.releaseAt };
  throw new Error('a release has neither a date nor an instant');
}
