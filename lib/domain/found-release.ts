import type { Dsp } from './dsp';
import { onField, urlField, type DraftFields } from './draft-fields';
import type { ReleaseKind } from './release';
import { suggestSlug } from './slug';

/** What one service's catalogue said when a campaign was begun from a link or a code. */
export type FoundInCatalogue = {
  dsp: Dsp;
  /** by what it was found, and whether artist and title agree; null: it does not have it, `failed`: it did not answer */
  match: {
    by: 'link' | 'upc' | 'isrc';
    agrees: boolean;
    url: string;
    artist: string;
    title: string;
    kind: ReleaseKind | null;
    upc: string | null;
    releaseDate: string | null;
  } | null;
  failed?: boolean;
};

type About = {
  artist: string;
  title: string;
  kind: ReleaseKind | null;
  upc: string | null;
  isrcs: readonly string[];
  releaseDate: string | null;
};

/**
 * The form as far as the catalogues fill it in. A link is taken only where artist and title agree; where they do not, the artist is
 * asked. Services that save here but did not have it are left on: they are found by the code on the day.
 */
export function fieldsFound(about: About, found: readonly FoundInCatalogue[], alsoOn: readonly Dsp[]): DraftFields {
  const fields: DraftFields = {
    artist: about.artist,
    title: about.title,
    kind: about.kind ?? '',
    mode: 'local-midnight',
    date: about.releaseDate ?? '',
    upc: about.upc ?? '',
    // an album's tracks are found by its UPC
    isrcs: about.upc ? '' : about.isrcs.join('\n'),
    slug: suggestSlug(about.title),
  };
  for (const dsp of alsoOn) fields[onField(dsp)] = 'on';
  for (const { dsp, match } of found)
    if (match?.agrees) {
      fields[onField(dsp)] = 'on';
      fields[urlField(dsp)] = match.url;
    }
  return fields;
}

const BY: Record<'link' | 'upc' | 'isrc', string> = { link: 'by your link', upc: 'by its UPC', isrc: 'by its ISRC' };

/** The evidence of a match in words: "Found by its UPC: “Glass Harbour” by Mira Solenne, 2026-12-11." */
export function evidenceWords({ match, failed }: FoundInCatalogue): string {
  if (failed) return 'Did not answer. Its link can be pasted, or is found by the code on the day.';
  if (!match) return 'Does not have it so far. It is looked for by the code on the day.';
  const { by, title, artist, releaseDate, agrees } = match;
  const dated = releaseDate ? `, ${releaseDate}` : '';
  const said = `Found ${BY[by]}: “${title}” by ${artist}${dated}.`;
  return agrees ? said : `${said} The names differ, so its link was not taken.`;
}
