import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { lockOwn } from './own-row';
import { endIn } from './publish';

export type EndedOwn = { kind: 'changed' | 'already' | 'unknown_campaign' | 'draft' };

/** Ends a campaign of the workspace (see `endCampaign`). A draft has nothing to end. */
export async function endOwnCampaign(acting: Acting, slug: string, db: Db = database().db): Promise<EndedOwn> {
  return db.transaction(async tx => {
    const own = await lockOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    if (own.publishedAt === null) return { kind: 'draft' };
    const ended = await endIn(tx, slug);
    if (ended.kind === 'changed') await writeLog(tx, acting, 'campaign.ended', own.title);
    return ended;
  });
}
