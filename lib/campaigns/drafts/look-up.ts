import { and, eq, sql } from 'drizzle-orm';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db } from '../../db';
import { parseIsrc, parseUpc } from '../../domain/codes';
import { changedFields, onField, servicesIn, urlField, type DraftFields } from '../../domain/draft-fields';
import { DSPS } from '../../domain/dsp';
import type { FoundInCatalogue } from '../../domain/found-release';
import { isSameRelease } from '../../domain/same-release';
import { parseServiceLink } from '../../domain/service-link';
import type { Acting } from '../../domain/workspace';
import type { CatalogueDsp } from '../../dsp/types';
import type { ReleaseStart } from '../release-start';
import { findCampaignById } from '../data';
import { resolveRelease, type Match } from '../resolve-links';
import { gatherCovers, keepCover } from './cover';
import { toFound } from './found';
import { ourCatalogues } from './our-catalogues';
import { readDraft, type Draft } from './read';

/** `looked`: so many links were filled in. `nothing`: there is no code and no link to look it up by. */
export type LookedUp = { kind: 'looked'; filledIn: number } | { kind: 'nothing' | 'gone' | 'overtaken' };

/**
 * Asks the services' catalogues again about a draft: about its links as they are now, each at its own service, and by its code where
 * there is no link. What agrees and was empty is filled in, a cover too; what does not agree is said, and nothing typed is written
 * over.
 */
export async function lookUpDraft(
  acting: Acting,
  { draft, market }: { draft: string; market: string },
  { catalogues = ourCatalogues(), db = database().db }: { catalogues?: readonly CatalogueDsp[]; db?: Db } = {},
): Promise<LookedUp> {
  const before = await readDraft(acting.workspace, draft, db);
  if (!before) return { kind: 'gone' };
  const covers = gatherCovers((await lacksCover(before, db)) ? catalogues : []);
  const matches = await ask(before.fields, { catalogues, market }, covers.note);
  if (matches.length === 0) return { kind: 'nothing' };
  const found = DSPS.flatMap(dsp => matches.filter(match => match.dsp === dsp)).map(toFound);
  const fields = filledIn(before.fields, found);
  const filled = changedFields(before.fields, fields).filter(name => name.startsWith('url.')).length;
  const kept = await db
    .update(campaignDrafts)
    .set({ found, fields, revision: before.revision + 1, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(campaignDrafts.id, before.id), eq(campaignDrafts.revision, before.revision)))
    .returning({ id: campaignDrafts.id });
  if (kept.length === 0) return { kind: 'overtaken' };
  await keepCover(acting, before.id, await covers.best(), db);
  return { kind: 'looked', filledIn: filled };
}

/** Neither the draft nor the campaign that it edits has one, and none was taken away. */
async function lacksCover({ hasArtwork, artworkRemoved, campaignId }: Draft, db: Db): Promise<boolean> {
  if (hasArtwork || artworkRemoved !== null) return false;
  const campaign = campaignId ? await findCampaignById(campaignId, db) : null;
  return !campaign?.artworkLarge;
}

type Seek = { catalogues: readonly CatalogueDsp[]; market: string };

async function ask(fields: DraftFields, { catalogues, market }: Seek, note: (match: Match) => void): Promise<Match[]> {
  const code = codeOf(fields);
  const links = new Map(servicesIn(fields).map(({ dsp, url }) => [dsp, url]));
  const asked = catalogues.map(async catalogue => {
    const link = parseServiceLink(catalogue.dsp, links.get(catalogue.dsp) ?? '');
    const start: ReleaseStart | null = link.ok
      ? { kind: 'link', dsp: catalogue.dsp, url: link.url, uri: link.uri ?? null, notes: [] }
      : code;
    if (!start) return [];
    const { matches } = await resolveRelease(start, { catalogues: [catalogue], market });
    const decided = matches.map(match => judged(match, fields));
    for (const match of decided) note(match);
    return decided;
  });
  return (await Promise.all(asked)).flat();
}

function codeOf(fields: DraftFields): ReleaseStart | null {
  const upc = parseUpc(fields['upc'] ?? '');
  if (upc.ok) return { kind: 'upc', upc: upc.upc };
  const isrc = parseIsrc((fields['isrcs'] ?? '').split(/[\s,;]+/).find(Boolean) ?? '');
  return isrc.ok ? { kind: 'isrc', isrc: isrc.isrc } : null;
}

/** The form's own names decide, as far as they are typed. */
function judged(match: Match, fields: DraftFields): Match {
  const ours = { artist: fields['artist'] ?? '', title: fields['title'] ?? '' };
  const isNamed = ours.artist.trim() !== '' && ours.title.trim() !== '';
  return match.kind === 'found' && isNamed ? { ...match, agrees: isSameRelease(ours, match.description) } : match;
}

function filledIn(before: DraftFields, found: readonly FoundInCatalogue[]): DraftFields {
  const fields = { ...before };
  for (const { dsp, match } of found)
    if (match?.agrees && (fields[urlField(dsp)] ?? '').trim() === '') {
      fields[urlField(dsp)] = match.url;
      fields[onField(dsp)] = 'on';
    }
  return fields;
}
