import type { Metadata } from 'next';
import { CampaignGlance } from '@/components/artist/campaign-glance';
import { mediaPath } from '@/lib/campaigns/fan-page';
import { countOwnPresaves } from '@/lib/campaigns/of-workspace';
import { clock } from '@/lib/clock';
import { phaseAt } from '@/lib/domain/phase';
import { dateWords } from '@/lib/domain/release-words';
import { env } from '@/lib/env';
import { ownCampaign } from './own-campaign';

export const metadata: Metadata = { title: 'Campaign' };

type Props = { params: Promise<{ slug: string }> };

/** One campaign at a glance: its address, where it stands, and its pre-saves by state. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params);
  return (
    <CampaignGlance
      title={campaign.title}
      artist={campaign.artist}
      date={dateWords(campaign.release)}
      phase={phaseAt(campaign, clock.now())}
      address={`${env().appUrl}/${campaign.slug}`}
      artwork={campaign.artworkSmall && mediaPath(campaign.artworkSmall)}
      placeholder={campaign.theme.placeholder}
      presaves={await countOwnPresaves(gate.workspace.id, campaign.id)}
    />
  );
}
