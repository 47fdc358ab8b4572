import type { Metadata } from 'next';
import { CampaignOrder } from '@/components/artist/order/campaign-order';
import { Section } from '@/components/ui/section';
import { whatWouldGo } from '@/lib/campaigns/remove';
import { mayAct } from '@/lib/domain/workspace';
import { env } from '@/lib/env';
import { ownCampaign } from '../own-campaign';
import { archive, duplicate, end, remove, restore } from './actions';

export const metadata: Metadata = { title: 'Manage' };

type Props = { params: Promise<{ slug: string }> };

/** Duplicate, archive, end, delete. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/manage');
  if (!mayAct(gate.workspace.role, 'editor'))
    return (
      <Section
        title="Manage"
        about="Editors and owners can duplicate, archive, end and delete a campaign here. You can look."
      >
        {null}
      </Section>
    );
  return (
    <CampaignOrder
      slug={campaign.slug}
      title={campaign.title}
      address={`${new URL(env().appUrl).host}/${campaign.slug}`}
      draft={campaign.publishedAt === null}
      ended={campaign.endedAt !== null}
      archived={campaign.archivedAt !== null}
      gone={await whatWouldGo(gate.workspace.id, campaign.id)}
      actions={{ archive, duplicate, end, remove, restore }}
    />
  );
}
