import { and, eq, sql } from 'drizzle-orm';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db } from '../../db';
import type { Acting } from '../../domain/workspace';
import { prepareArtwork } from '../../media/artwork';

export type ArtworkKept = { kind: 'kept'; notes: string[] } | { kind: 'refused'; message: string } | { kind: 'gone' };

const mine = (acting: Acting, draft: string) =>
  and(sql`${campaignDrafts.id}::text = ${draft}`, eq(campaignDrafts.workspaceId, acting.workspace));

/** Keeps an uploaded cover with its draft, once it has been opened and found good; else says why not, in words for the artist. */
export async function keepDraftArtwork(
  acting: Acting,
  draft: string,
  bytes: Buffer,
  db: Db = database().db,
): Promise<ArtworkKept> {
  const art = await prepareArtwork(bytes);
  if (art.kind === 'refused') return { kind: 'refused', message: art.message };
  const kept = await db
    .update(campaignDrafts)
    .set({ artwork: bytes, artworkShown: art.small.bytes, theme: art.theme, artworkFrom: null, artworkRemoved: null })
    .where(mine(acting, draft))
    .returning({ id: campaignDrafts.id });
  return kept.length === 1 ? { kind: 'kept', notes: art.notes } : { kind: 'gone' };
}

/** Takes the cover away again, also the one that the edited campaign has. */
export async function removeDraftArtwork(acting: Acting, draft: string, db: Db = database().db): Promise<boolean> {
  const gone = await db
    .update(campaignDrafts)
    .set({ artwork: null, artworkShown: null, theme: null, artworkFrom: null, artworkRemoved: sql`now()` })
    .where(mine(acting, draft))
    .returning({ id: campaignDrafts.id });
  return gone.length === 1;
}
