import { withoutSecrets } from './call-log';

/** What a query string says: its fields, the list in `uris`, and how it may be shown. Shared by requests: nobody changes it. */
export type Query = { fields: URLSearchParams; uris: readonly string[] | undefined; shown: string };

const MOST_KEPT = 1_000;
const LONGEST_KEPT = 1_000;
const kept = new Map<string, Query>();

/** Reads a query string (no question mark). On release day nearly all of them are the same one, so the readings are kept. */
export function readQuery(raw: string): Query {
  const known = kept.get(raw);
  if (known) return known;
  const fields = new URLSearchParams(raw);
  const query = { fields, uris: fields.get('uris')?.split(','), shown: withoutSecrets(raw) };
  if (kept.size >= MOST_KEPT) kept.clear();
  if (raw.length <= LONGEST_KEPT) kept.set(raw, query);
  return query;
}
