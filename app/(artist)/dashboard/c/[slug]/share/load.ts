import type { ShareChannel, ShareView } from '@/components/artist/share/share-view';
import { listOwnChannels } from '@/lib/campaigns/channels';
import type { Campaign } from '@/lib/campaigns/data';
import { clock } from '@/lib/clock';
import { CHANNELS, channelAddress, type Channel } from '@/lib/domain/channels';
import { phaseAt, type Phase } from '@/lib/domain/phase';
import { shareText, type Outness } from '@/lib/domain/share-texts';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { env } from '@/lib/env';

/** All that the share kit shows of a campaign. */
export async function loadShare(workspace: WorkspaceId, campaign: Campaign): Promise<ShareView> {
  const phase = phaseAt(campaign, clock.now());
  const address = `${env().appUrl}/${campaign.slug}`;
  const { artist, title, release } = campaign;
  const row = (channel: Channel, own: boolean): ShareChannel => {
    const tracked = channelAddress(address, channel);
    const ready = shareText(channel, { artist, title, release, outness: outness(phase), address: tracked });
    return { code: channel.code, name: channel.name, own, address: tracked, text: ready.text, limit: ready.limit };
  };
  const named = await listOwnChannels(workspace, campaign.id);
  return {
    slug: campaign.slug,
    title,
    phase,
    address,
    channels: [...CHANNELS.map(channel => row(channel, false)), ...named.map(channel => row(channel, true))],
  };
}

const outness = (phase: Phase): Outness =>
  phase === 'live' || phase === 'ended' ? 'out' : phase === 'rolling' ? 'rolling' : 'ahead';
