import { database, type Db } from '../../db';
import { deploymentOf } from '../../domain/deployment';
import { onField, urlField, type DraftFields } from '../../domain/draft-fields';
import { DSPS } from '../../domain/dsp';
import { fieldsFound, type FoundInCatalogue } from '../../domain/found-release';
import type { Acting } from '../../domain/workspace';
import { env } from '../../env';
import { readReleaseStart, type ReleaseStart } from '../release-start';
import { resolveRelease } from '../resolve-links';
import { toFound } from './found';
import { keepDraft } from './keep';
import { ourCatalogues } from './our-catalogues';

export type Begun = { kind: 'begun'; draft: string } | { kind: 'refused'; message: string };

/**
 * Begins a campaign with a link, a UPC or an ISRC, as far as the services' catalogues can fill it in; or, with nothing, an empty one.
 * `market` is where the artist is.
 */
export async function beginCampaign(
  acting: Acting,
  { text, market }: { text: string; market: string },
  db: Db = database().db,
): Promise<Begun> {
  if (text.trim() === '') return kept(acting, { fields: emptyFields(), found: [] }, db);
  const read = readReleaseStart(text);
  if (!read.ok) return { kind: 'refused', message: read.message };
  const { about, matches } = await resolveRelease(read.start, { catalogues: ourCatalogues(), market });
  const found = DSPS.flatMap(dsp => matches.filter(match => match.dsp === dsp).map(toFound));
  const fields = about ? fieldsFound(about, found, savingHere()) : { ...emptyFields(), ...startFields(read.start) };
  return kept(acting, { fields, found }, db);
}

const savingHere = () => {
  const { savers } = deploymentOf(env());
  return DSPS.filter(dsp => savers[dsp] !== undefined);
};

function emptyFields(): DraftFields {
  return { mode: 'local-midnight', ...Object.fromEntries(savingHere().map(dsp => [onField(dsp), 'on'])) };
}

/** What is known when no catalogue has the release so far, as is usual weeks ahead. */
function startFields(start: ReleaseStart): DraftFields {
  if (start.kind === 'upc') return { upc: start.upc };
  if (start.kind === 'isrc') return { isrcs: start.isrc };
  return { [onField(start.dsp)]: 'on', [urlField(start.dsp)]: start.url };
}

async function kept(
  acting: Acting,
  { fields, found }: { fields: DraftFields; found: FoundInCatalogue[] },
  db: Db,
): Promise<Begun> {
  const draft = await keepDraft(acting, { fresh: true }, { fields, revision: 0, found }, db);
  if (draft.kind !== 'kept') throw new Error('a fresh draft was not kept');
  return { kind: 'begun', draft: draft.id };
}
