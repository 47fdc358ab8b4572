import type { Metadata } from 'next';
import { CampaignEditor } from '@/components/artist/editor/campaign-editor';
import { Section } from '@/components/ui/section';
import { draftOfCampaign } from '@/lib/campaigns/drafts/read';
import { reviewDraft } from '@/lib/campaigns/drafts/review';
import { mediaPath } from '@/lib/campaigns/fan-page';
import { fieldsOfCampaign } from '@/lib/domain/draft-fields';
import { mayAct } from '@/lib/domain/workspace';
import { env } from '@/lib/env';
import { finish, keep, lookUp } from '../../../drafts/draft-actions';
import { servicePromises } from '../../../drafts/promises';
import { ownCampaign } from '../own-campaign';

export const metadata: Metadata = { title: 'Edit' };

type Props = { params: Promise<{ slug: string }> };

/** A campaign that is being changed. Nothing of it is public before it is saved. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/edit');
  const { workspace } = gate;
  if (!mayAct(workspace.role, 'editor'))
    return (
      <Section title="Edit" about="Editors and owners can change this campaign here. You can look at it.">
        {null}
      </Section>
    );
  const draft = await draftOfCampaign(workspace.id, campaign.id);
  const fields = draft?.fields ?? fieldsOfCampaign(campaign, 'UTC');
  const found = draft?.found ?? [];
  const stored = campaign.artworkSmall && !draft?.artworkRemoved ? mediaPath(campaign.artworkSmall) : null;
  const hasArtwork = draft?.hasArtwork === true || stored !== null;
  return (
    <CampaignEditor
      start={{
        id: draft?.id ?? '',
        campaign: campaign.slug,
        revision: draft?.revision ?? 0,
        fields,
        found,
        beside: await reviewDraft({ fields, found, hasArtwork, workspace: workspace.id, campaignId: campaign.id }),
        artwork: draft?.hasArtwork ? `/dashboard/drafts/${draft.id}/artwork` : stored,
        artworkFrom: draft?.artworkFrom ?? null,
        isPublic: campaign.publishedAt !== null,
      }}
      host={`${new URL(env().appUrl).host}/`}
      promises={servicePromises()}
      keep={keep}
      finish={finish}
      lookUp={lookUp}
    />
  );
}
