import { sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import type { Db, Tx } from '../db';
import type { WorkspaceId } from '../domain/workspace';
import { prepareArtwork } from '../media/artwork';
import { putPictures, type Picture } from '../media/store';
import { themeFromSeed } from '../media/theme';
import { invalidatePages } from '../page-cache/notify';
import { isAddressFree } from './addresses';
import { drawCards } from './cards';
import type { CampaignInput, Problem } from './schema';

export type Created =
  { kind: 'created'; id: string; slug: string; notes: string[] } | { kind: 'refused'; problems: Problem[] };

export type CreateOptions = {
  /** without a page so far */ draft: boolean;
  /** whose it is; without one it is the operator's */ workspace?: WorkspaceId;
  /** what belongs to the same transaction */ within?: (tx: Tx, campaignId: string) => Promise<void>;
};

/**
 * Stores a campaign with its artwork in two sizes, its colours and both share pictures, in one transaction; nothing half-written
 * stays. `artwork` is the file's bytes or null. A draft has no page until it is published.
 */
export async function createCampaign(
  db: Db,
  input: CampaignInput,
  artwork: Buffer | null,
  options: CreateOptions,
): Promise<Created> {
  const art = artwork && (await prepareArtwork(artwork));
  if (art?.kind === 'refused') return { kind: 'refused', problems: [{ field: 'artwork', message: art.message }] };
  const theme = art ? art.theme : themeFromSeed(`${input.artist}\n${input.title}`);
  const cards = await drawCards(input, theme, art ? art.cardJpeg : null);
  const pictures: Picture[] = [...(art ? [art.large, art.small] : []), cards.before, cards.out];

  const taken: Created = {
    kind: 'refused',
    problems: [{ field: 'slug', message: `"${input.slug}" is taken: choose another` }],
  };
  return db.transaction(async (tx): Promise<Created> => {
    if (!(await isAddressFree(tx, input.slug, options.workspace ?? null))) return taken;
    await putPictures(tx, pictures);
    const [created] = await tx
      .insert(campaigns)
      .values({
        workspaceId: options.workspace ?? null,
        slug: input.slug,
        artist: input.artist,
        title: input.title,
        kind: input.kind,
        upc: input.upc ?? null,
        isrcs: input.isrcs ?? [],
        about: input.about ?? null,
        releaseMode: input.release.mode,
        releaseDate: input.release.mode === 'local-midnight' ? input.release.date : null,
        releaseAt: input.release.mode === 'instant' ? input.release.at : null,
        artworkLarge: art ? art.large.hash : null,
        artworkSmall: art ? art.small.hash : null,
        theme,
        cardBefore: cards.before.hash,
        cardOut: cards.out.hash,
        publishedAt: options.draft ? null : sql`now()`,
      })
      .onConflictDoNothing({ target: campaigns.slug })
      .returning({ id: campaigns.id });
    if (!created) return taken;
    await tx.insert(campaignServices).values(input.services.links.map(links => ({ campaignId: created.id, ...links })));
    await options.within?.(tx, created.id);
    await invalidatePages(tx, [input.slug]);
    return {
      kind: 'created',
      id: created.id,
      slug: input.slug,
      notes: [...input.services.notes, ...(art ? art.notes : []), ...cards.notes],
    };
  });
}
