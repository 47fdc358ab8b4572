import { and, eq } from 'drizzle-orm';
import { channels } from '../../drizzle/schema/channels';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { holdOwn } from './own-row';

/** `already`: it is not among the campaign's own channels. */
export type ChannelRemoved = { kind: 'removed' | 'already' | 'unknown_campaign' };

/** Takes a channel of the artist's own off the list. Its address goes on working and counting: it may be printed. */
export async function removeChannel(
  acting: Acting,
  slug: string,
  code: string,
  db: Db = database().db,
): Promise<ChannelRemoved> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const [gone] = await tx
      .delete(channels)
      .where(and(eq(channels.campaignId, own.id), eq(channels.code, code)))
      .returning({ name: channels.name });
    if (!gone) return { kind: 'already' };
    await writeLog(tx, acting, 'channel.removed', own.title, { channel: gone.name });
    return { kind: 'removed' };
  });
}
