/** Single, EP or album: what Spotify and Apple call the release type. */
export const RELEASE_KINDS = ['single', 'ep', 'album'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

/**
 * How a release goes live. `local-midnight`: at 00:00 of `date` (YYYY-MM-DD) in each territory's own zone ("Store Turn").
 * `instant`: everywhere at once, at `at` (epoch milliseconds).
 */
export type Release = { mode: 'local-midnight'; date: string } | { mode: 'instant'; at: number };

export const RELEASE_MODES = ['local-midnight', 'instant'] as const;
