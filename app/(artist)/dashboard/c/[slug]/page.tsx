import type { Metadata } from 'next';
import { CampaignGlance } from '@/components/artist/campaign-glance';
import { countOwnPresaves } from '@/lib/campaigns/of-workspace';
import { clock } from '@/lib/clock';
import { phaseAt } from '@/lib/domain/phase';
import { env } from '@/lib/env';
import { ownCampaign } from './own-campaign';

export const metadata: Metadata = { title: 'Campaign' };

type Props = { params: Promise<{ slug: string }> };

/** One campaign at a glance: its address, where it stands, and its pre-saves by state. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params);
  return (
    <CampaignGlance
      phase={phaseAt(campaign, clock.now())}
      address={`${env().appUrl}/${campaign.slug}`}
      presaves={await countOwnPresaves(gate.workspace.id, campaign.id)}
    />
  );
}
