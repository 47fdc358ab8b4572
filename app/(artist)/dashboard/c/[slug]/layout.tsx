import type { ReactNode } from 'react';
import { CampaignHead } from '@/components/artist/campaign-head';
import { mediaPath } from '@/lib/campaigns/fan-page';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { openGate } from '@/lib/auth/gate';
import { clock } from '@/lib/clock';
import { phaseAt } from '@/lib/domain/phase';
import { dateWords } from '@/lib/domain/release-words';

type LayoutProps = Readonly<{ children: ReactNode; params: Promise<{ slug: string }> }>;

/** The head and the tabs of one campaign. It guards nothing: the pages answer for themselves, also that there is no such campaign. */
export default async function CampaignLayout({ children, params }: LayoutProps) {
  const { slug } = await params;
  const gate = await openGate();
  const campaign = gate && (await findOwnCampaign(gate.workspace.id, slug));
  if (!campaign) return children;
  return (
    <>
      <CampaignHead
        slug={campaign.slug}
        title={campaign.title}
        artist={campaign.artist}
        date={dateWords(campaign.release)}
        phase={phaseAt(campaign, clock.now())}
        artwork={campaign.artworkSmall && mediaPath(campaign.artworkSmall)}
        placeholder={campaign.theme.placeholder}
      />
      {children}
    </>
  );
}
