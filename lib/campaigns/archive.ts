import { eq, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { holdOwn } from './own-row';

/** `already`: it was as wished before. */
export type Shelved = { kind: 'changed' | 'already' | 'unknown_campaign' };

/** Takes a campaign out of the workspace's list. Nothing else changes: its page, its pre-saves and its numbers go on. */
export const archiveCampaign = (acting: Acting, slug: string, db: Db = database().db) => shelve(acting, slug, true, db);

/** Puts an archived campaign back into the list. */
export const restoreCampaign = (acting: Acting, slug: string, db: Db = database().db) =>
  shelve(acting, slug, false, db);

async function shelve(acting: Acting, slug: string, away: boolean, db: Db): Promise<Shelved> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    if ((own.archivedAt !== null) === away) return { kind: 'already' };
    await tx
      .update(campaigns)
      .set({ archivedAt: away ? sql`now()` : null })
      .where(eq(campaigns.id, own.id));
    await writeLog(tx, acting, away ? 'campaign.archived' : 'campaign.restored', own.title);
    return { kind: 'changed' };
  });
}
