import { sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import type { Db } from '../db';
import { prepareArtwork } from '../media/artwork';
import { putPictures, type Picture } from '../media/store';
import { themeFromSeed } from '../media/theme';
import { invalidatePages } from '../page-cache/notify';
import { drawCards } from './cards';
import type { CampaignInput, Problem } from './schema';

export type Created =
  { kind: 'created'; id: string; slug: string; notes: string[] } | { kind: 'refused'; problems: Problem[] };

/**
 * Stores a campaign with its artwork in two sizes, its colours and both share pictures, in one transaction; nothing half-written
 * stays. `artwork` is the file's bytes or null. A draft has no page until it is published.
 */
export async function createCampaign(
  db: Db,
  input: CampaignInput,
  artwork: Buffer | null,
  options: { draft: boolean },
): Promise<Created> {
  const art = artwork && (await prepareArtwork(artwork));
  if (art?.kind === 'refused') return { kind: 'refused', problems: [{ field: 'artwork', message: art.message }] };
  const theme = art ? art.theme : themeFromSeed(`${input.artist}\n${input.title}`);
  const cards = await drawCards(input, theme, art ? art.cardJpeg : null);
  const pictures: Picture[] = [...(art ? [art.large, art.small] : []), cards.before, cards.out];

  return db.transaction(async tx => {
    await putPictures(tx, pictures);
    const [created] = await tx
      .insert(campaigns)
      .values({
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
    if (!created)
      return { kind: 'refused', problems: [{ field: 'slug', message: `"${input.slug}" is taken: choose another` }] };
    await tx.insert(campaignServices).values(input.services.links.map(links => ({ campaignId: created.id, ...links })));
    await invalidatePages(tx, [input.slug]);
    return {
      kind: 'created',
      id: created.id,
      slug: input.slug,
      notes: [...input.services.notes, ...(art ? art.notes : []), ...cards.notes],
    };
  });
}
