import { and, asc, eq } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { channels } from '../../drizzle/schema/channels';
import { database, type Db, type Queryer } from '../db';
import type { Channel } from '../domain/channels';
import type { WorkspaceId } from '../domain/workspace';

/** The channels an artist has named themselves, oldest first; none for a campaign of somebody else's. */
export async function listOwnChannels(
  workspace: WorkspaceId,
  campaignId: string,
  db: Queryer | Db = database().db,
): Promise<Channel[]> {
  return db
    .select({ code: channels.code, name: channels.name, source: channels.source, medium: channels.medium })
    .from(channels)
    .innerJoin(campaigns, eq(campaigns.id, channels.campaignId))
    .where(and(eq(channels.campaignId, campaignId), eq(campaigns.workspaceId, workspace)))
    .orderBy(asc(channels.createdAt), asc(channels.code));
}
