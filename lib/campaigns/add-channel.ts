import { channels } from '../../drizzle/schema/channels';
import { database, type Db } from '../db';
import { CHANNELS, MAX_OWN_CHANNELS, ownChannel, type Channel } from '../domain/channels';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { listOwnChannels } from './channels';
import { holdOwn } from './own-row';

/** `refused` has words for the artist. */
export type ChannelAdded =
  { kind: 'added'; channel: Channel } | { kind: 'refused'; message: string } | { kind: 'unknown_campaign' };

/** Gives a campaign a channel of the artist's own name. Two at once with one name are one after the other: the row is held. */
export async function addChannel(
  acting: Acting,
  slug: string,
  name: string,
  db: Db = database().db,
): Promise<ChannelAdded> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const named = await listOwnChannels(acting.workspace, own.id, tx);
    if (named.length >= MAX_OWN_CHANNELS)
      return { kind: 'refused', message: `There are ${MAX_OWN_CHANNELS} of your own already. Remove one first.` };
    const made = ownChannel(name, [...CHANNELS, ...named]);
    if (!made.ok) return { kind: 'refused', message: made.message };
    await tx.insert(channels).values({ campaignId: own.id, ...made.channel });
    await writeLog(tx, acting, 'channel.added', own.title, { channel: made.channel.name });
    return { kind: 'added', channel: made.channel };
  });
}
