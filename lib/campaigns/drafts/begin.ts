import { database, type Db } from '../../db';
import { deploymentOf } from '../../domain/deployment';
import { onField, urlField, type DraftFields } from '../../domain/draft-fields';
import { DSPS } from '../../domain/dsp';
import { fieldsFound, type FoundInCatalogue } from '../../domain/found-release';
import type { Acting } from '../../domain/workspace';
import type { CatalogueDsp } from '../../dsp/types';
import { env } from '../../env';
import { readReleaseStart, type ReleaseStart } from '../release-start';
import { resolveRelease } from '../resolve-links';
import { gatherCovers, keepCover } from './cover';
import { toFound } from './found';
import { keepDraft } from './keep';
import { ourCatalogues } from './our-catalogues';

export type Begun = { kind: 'begun'; draft: string } | { kind: 'refused'; message: string };

/**
 * Begins a campaign with a link, a UPC or an ISRC, as far as the services' catalogues can fill it in; or, with nothing, an empty one.
 * `market` is where the artist is. A cover comes along where one of them lets it be used.
 */
export async function beginCampaign(
  acting: Acting,
  { text, market }: { text: string; market: string },
  { catalogues = ourCatalogues(), db = database().db }: { catalogues?: readonly CatalogueDsp[]; db?: Db } = {},
): Promise<Begun> {
  if (text.trim() === '') return kept(acting, { fields: emptyFields(), found: [] }, db);
  const read = readReleaseStart(text);
  if (!read.ok) return { kind: 'refused', message: read.message };
  const covers = gatherCovers(catalogues);
  const { about, matches } = await resolveRelease(read.start, { catalogues, market }, covers.note);
  const found = DSPS.flatMap(dsp => matches.filter(match => match.dsp === dsp).map(toFound));
  const fields = about ? fieldsFound(about, found, savingHere()) : { ...emptyFields(), ...startFields(read.start) };
  const begun = await kept(acting, { fields, found }, db);
  await keepCover(acting, begun.draft, await covers.best(), db);
  return begun;
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
): Promise<Extract<Begun, { kind: 'begun' }>> {
  const draft = await keepDraft(acting, { fresh: true }, { fields, revision: 0, found }, db);
  if (draft.kind !== 'kept') throw new Error('a fresh draft was not kept');
  return { kind: 'begun', draft: draft.id };
}
