import { eq, sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import { lockCampaign, type Db, type Tx } from '../db';
import type { ServiceLinks } from '../domain/saving';
import { DSP_NAMES, type Dsp } from '../domain/dsp';
import { phaseAt } from '../domain/phase';
import type { Theme } from '../domain/theme';
import { prepareArtwork, toCardJpeg, type PreparedArtwork } from '../media/artwork';
import { putPictures, readPicture, type Picture } from '../media/store';
import { themeFromSeed } from '../media/theme';
import { invalidatePages } from '../page-cache/notify';
import { tellDays } from '../presaves/places-changed';
import { clock } from '../clock';
import { isAddressFree } from './addresses';
import { drawCards } from './cards';
import { findCampaignById, servicesOf, type Campaign } from './data';
import { moveWaiting } from './move';
import type { CampaignInput, Problem } from './schema';

/** What becomes of the artwork: it stays, it goes, or this file takes its place. */
export type ArtworkChange = { kind: 'keep' } | { kind: 'remove' } | { kind: 'replace'; bytes: Buffer };

/** `moved`: so many waiting pre-saves go by the new date. `notes` are sentences for the artist. */
export type Updated =
  | { kind: 'updated'; slug: string; moved: number; notes: string[] }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'unknown_campaign' };

/**
 * Writes an edited campaign: texts, codes, services, artwork with its colours and both share pictures, and the date, all in one
 * transaction. Another date, code or link raises the revision, so that nothing decided under the old ones is acted on. Once the
 * page is public its address stays, and so does every service on which fans are waiting. `within` belongs to the same transaction.
 */
export async function updateCampaign(
  db: Db,
  campaignId: string,
  input: CampaignInput,
  artwork: ArtworkChange,
  within?: (tx: Tx) => Promise<void>,
): Promise<Updated> {
  const before = await findCampaignById(campaignId, db);
  if (!before) return { kind: 'unknown_campaign' };
  if (before.publishedAt !== null && input.slug !== before.slug)
    return refuse('slug', `This campaign is public at /${before.slug}: an address that fans have must stay.`);
  const look = await lookOf(db, before, input, artwork);
  if (look.kind === 'refused') return refuse('artwork', look.message);

  return db.transaction(async (tx): Promise<Updated> => {
    await lockCampaign(tx, campaignId);
    const waiting = await waitedFor(tx, campaignId, input.services.links);
    if (waiting) return refuse(`services.${waiting.dsp}`, waiting.message);
    if (!(await isAddressFree(tx, input.slug, before.workspaceId, campaignId)))
      return refuse('slug', `"${input.slug}" is taken: choose another`);
    await putPictures(tx, look.pictures);
    const links = await keepFound(tx, before, input.services.links);
    const isOther = isOtherRelease(before, input, links);
    if (isOther) await tellDays(tx, campaignId);
    const [changed] = await tx
      .update(campaigns)
      .set({ ...columnsOf(input), ...look.columns, ...(isOther && RAISED), updatedAt: sql`now()` })
      .where(eq(campaigns.id, campaignId))
      .returning({ id: campaigns.id });
    if (!changed) return { kind: 'unknown_campaign' };
    await tx.delete(campaignServices).where(eq(campaignServices.campaignId, campaignId));
    await tx.insert(campaignServices).values(links.map(link => ({ campaignId, ...link })));
    const { held } = isOther ? await moveWaiting(tx, campaignId) : { held: 0 };
    if (isOther) await tellDays(tx, campaignId);
    await within?.(tx);
    await invalidatePages(tx, [...new Set([before.slug, input.slug])]);
    return { kind: 'updated', slug: input.slug, moved: held, notes: [...input.services.notes, ...look.notes] };
  });
}

const RAISED = { releaseRevision: sql`${campaigns.releaseRevision} + 1` };

const refuse = (field: string, message: string): Updated => ({ kind: 'refused', problems: [{ field, message }] });

function columnsOf({ slug, artist, title, kind, upc, isrcs, about, release }: CampaignInput) {
  return {
    slug,
    artist,
    title,
    kind,
    upc: upc ?? null,
    isrcs: isrcs ?? [],
    about: about ?? null,
    releaseMode: release.mode,
    releaseDate: release.mode === 'local-midnight' ? release.date : null,
    releaseAt: release.mode === 'instant' ? release.at : null,
  };
}

/** Whether what fans wait for is something else than before: another date, or another way to find it. */
function isOtherRelease(before: Campaign, input: CampaignInput, links: readonly ServiceLinks[]): boolean {
  const uris = (some: readonly ServiceLinks[]) => some.map(({ dsp, uri }) => `${dsp} ${uri}`).toSorted();
  const facts = [
    [before.release, input.release],
    [before.upc, input.upc ?? null],
    [before.isrcs, input.isrcs ?? []],
    [uris(before.services), uris(links)],
  ] as const;
  return facts.some(([was, is]) => JSON.stringify(sorted(was)) !== JSON.stringify(sorted(is)));
}

/** A link that was found at the release, while the artist was at the form, is not lost with the form's empty field. */
async function keepFound(tx: Tx, before: Campaign, links: readonly ServiceLinks[]): Promise<ServiceLinks[]> {
  const phase = phaseAt(before, clock.now());
  if (phase === 'draft' || phase === 'presave') return [...links];
  const found = await servicesOf(tx, before.id);
  return links.map(link => {
    const stored = found.find(({ dsp }) => dsp === link.dsp);
    return stored && link.url === null && link.uri === null ? { ...link, url: stored.url, uri: stored.uri } : link;
  });
}

/** An object's own order of keys says nothing. */
function sorted(value: unknown): unknown {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))
    : value;
}

/** A service that is to go although fans wait on it. */
async function waitedFor(
  tx: Tx,
  campaignId: string,
  links: readonly ServiceLinks[],
): Promise<{ dsp: Dsp; message: string } | null> {
  const rows = await tx.execute<{ dsp: Dsp; n: number }>(sql`
    select dsp, sum(n)::int as n from presave_tally
    where campaign_id = ${campaignId}::uuid and state in ('held', 'saving', 'accepted') group by dsp having sum(n) > 0`);
  const left = rows.find(({ dsp }) => !links.some(link => link.dsp === dsp));
  if (!left) return null;
  const fans = left.n === 1 ? 'One fan waits' : `${left.n} fans wait`;
  const name = DSP_NAMES[left.dsp];
  return { dsp: left.dsp, message: `${fans} for it on ${name}: keep the service until they have been served.` };
}

type Columns = Partial<
  Pick<typeof campaigns.$inferInsert, 'artworkLarge' | 'artworkSmall' | 'theme' | 'cardBefore' | 'cardOut'>
>;
type Look = { kind: 'look'; columns: Columns; pictures: Picture[]; notes: string[] };

/** The pictures of the campaign as it will be; none are drawn when nothing that is on them has changed. */
async function lookOf(
  db: Db,
  before: Campaign,
  input: CampaignInput,
  change: ArtworkChange,
): Promise<Look | { kind: 'refused'; message: string }> {
  const isSameText =
    before.artist === input.artist &&
    before.title === input.title &&
    JSON.stringify(sorted(before.release)) === JSON.stringify(sorted(input.release));
  if (isSameText && change.kind === 'keep') return { kind: 'look', columns: {}, pictures: [], notes: [] };
  const art = change.kind === 'replace' ? await prepareArtwork(change.bytes) : null;
  if (art?.kind === 'refused') return art;
  const theme = art ? art.theme : themeOf(before, input, change);
  const cards = await drawCards(input, theme, await cardArtwork(db, before, change, art));
  const columns: Columns = { theme, cardBefore: cards.before.hash, cardOut: cards.out.hash };
  if (change.kind !== 'keep')
    Object.assign(columns, { artworkLarge: art?.large.hash ?? null, artworkSmall: art?.small.hash ?? null });
  const pictures = [...(art ? [art.large, art.small] : []), cards.before, cards.out];
  return { kind: 'look', columns, pictures, notes: [...(art?.notes ?? []), ...cards.notes] };
}

/** Without artwork the colours come from the names. */
function themeOf(before: Campaign, { artist, title }: CampaignInput, change: ArtworkChange): Theme {
  const keepsPicture = change.kind === 'keep' && before.artworkLarge !== null;
  return keepsPicture ? before.theme : themeFromSeed(`${artist}\n${title}`);
}

async function cardArtwork(
  db: Db,
  before: Campaign,
  change: ArtworkChange,
  art: PreparedArtwork | null,
): Promise<Buffer | null> {
  if (art) return art.cardJpeg;
  if (change.kind === 'remove' || before.artworkLarge === null) return null;
  const kept = await readPicture(before.artworkLarge, db);
  return kept && toCardJpeg(kept.bytes);
}
