import { campaigns } from '../../drizzle/schema/campaigns';
import { database, type Db, type Tx } from '../db';
import { slugAfter } from '../domain/slug';
import type { Acting, WorkspaceId } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { isAddressFree } from './addresses';
import { holdOwn } from './own-row';

export type Duplicated = { kind: 'duplicated'; slug: string } | { kind: 'unknown_campaign' };

/**
 * Makes a draft with a campaign's names, texts, date and look. What belongs to the one release stays behind: its codes, its links on
 * the services, its fans and its numbers. A link to the wrong release is worse than none.
 */
export async function duplicateCampaign(acting: Acting, slug: string, db: Db = database().db): Promise<Duplicated> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const { artist, title, kind, about, releaseMode, releaseDate, releaseAt, theme } = own;
    const { artworkLarge, artworkSmall, cardBefore, cardOut } = own;
    const release = { releaseMode, releaseDate, releaseAt };
    const look = { theme, artworkLarge, artworkSmall, cardBefore, cardOut };
    const free = await nextAddress(tx, acting.workspace, slug);
    await tx
      .insert(campaigns)
      .values({ slug: free, workspaceId: acting.workspace, artist, title, kind, about, ...release, ...look });
    await writeLog(tx, acting, 'campaign.duplicated', title);
    return { kind: 'duplicated', slug: free };
  });
}

async function nextAddress(tx: Tx, workspace: WorkspaceId, slug: string): Promise<string> {
  let next = slugAfter(slug);
  while (!(await isAddressFree(tx, next, workspace))) next = slugAfter(next);
  return next;
}
