import type { FoundInCatalogue } from '../../domain/found-release';
import type { Match } from '../resolve-links';

/** A catalogue's answer as a draft keeps it. */
export function toFound(match: Match): FoundInCatalogue {
  if (match.kind !== 'found') return { dsp: match.dsp, match: null, ...(match.kind === 'failed' && { failed: true }) };
  const { url, artist, title, kind, upc, releaseDate } = match.description;
  return { dsp: match.dsp, match: { by: match.by, agrees: match.agrees, url, artist, title, kind, upc, releaseDate } };
}
