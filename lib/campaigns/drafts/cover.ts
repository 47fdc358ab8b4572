import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import type { Db } from '../../db';
import type { Dsp } from '../../domain/dsp';
import type { Theme } from '../../domain/theme';
import type { Acting } from '../../domain/workspace';
import type { CatalogueDsp } from '../../dsp/types';
import { log } from '../../log';
import { prepareArtwork } from '../../media/artwork';
import { fetchCover } from '../../media/fetch-cover';
import type { Match } from '../resolve-links';

/** A service's cover of a release, opened and found good. */
type Cover = { dsp: Dsp; bytes: Buffer; shown: Buffer; theme: Theme };

/**
 * Fetches covers while the catalogues still answer: `note` each match as it comes, then take the `best`, in the order of the
 * catalogues. Only what agrees is fetched, and only from a service that lets others use its covers. No cover is no failure.
 */
export function gatherCovers(catalogues: readonly CatalogueDsp[]) {
  const underWay = new Map<Dsp, Promise<Cover | null>>();
  return {
    note: (match: Match): void => {
      const origins = catalogues.find(({ dsp }) => dsp === match.dsp)?.covers;
      if (!origins || match.kind !== 'found' || !match.agrees || !match.description.artworkUrl) return;
      underWay.set(match.dsp, take(match.dsp, match.description.artworkUrl, origins));
    },
    best: async (): Promise<Cover | null> => {
      for (const { dsp } of catalogues) {
        const cover = await underWay.get(dsp);
        if (cover) return cover;
      }
      return null;
    },
  };
}

async function take(dsp: Dsp, address: string, origins: readonly string[]): Promise<Cover | null> {
  try {
    const fetched = await fetchCover(address, { origins });
    const art = fetched.kind === 'fetched' ? await prepareArtwork(fetched.bytes) : null;
    if (fetched.kind === 'fetched' && art?.kind === 'ok')
      return { dsp, bytes: fetched.bytes, shown: art.small.bytes, theme: art.theme };
    log.info('draft.no_cover', { dsp, why: art?.kind === 'refused' ? art.reason : fetched.kind });
  } catch (error) {
    // Awaited late, and nothing that a campaign would have to wait or fail for.
    log.error('draft.cover', error, { dsp });
  }
  return null;
}

/** Keeps a catalogue's cover with a draft that has none, unless it was taken away on purpose. */
export async function keepCover(acting: Acting, draft: string, cover: Cover | null, db: Db): Promise<void> {
  if (!cover) return;
  await db
    .update(campaignDrafts)
    .set({ artwork: cover.bytes, artworkShown: cover.shown, theme: cover.theme, artworkFrom: cover.dsp })
    .where(
      and(
        sql`${campaignDrafts.id}::text = ${draft}`,
        eq(campaignDrafts.workspaceId, acting.workspace),
        isNull(campaignDrafts.artwork),
        isNull(campaignDrafts.artworkRemoved),
      ),
    );
}
