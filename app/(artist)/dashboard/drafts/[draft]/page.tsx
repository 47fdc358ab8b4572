import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CampaignEditor } from '@/components/artist/editor/campaign-editor';
import { DiscardDraft } from '@/components/artist/editor/discard-draft';
import { PageHead } from '@/components/ui/page-head';
import { artistGate } from '@/lib/auth/gate';
import { readDraft } from '@/lib/campaigns/drafts/read';
import { reviewDraft } from '@/lib/campaigns/drafts/review';
import { mayAct } from '@/lib/domain/workspace';
import { env } from '@/lib/env';
import { discard, finish, keep, lookUp } from '../draft-actions';
import { servicePromises } from '../promises';

export const metadata: Metadata = { title: 'New campaign' };

type Props = { params: Promise<{ draft: string }> };

/** A campaign that is being made. */
export default async function Page({ params }: Props) {
  const { draft: id } = await params;
  const { workspace } = await artistGate(`/dashboard/drafts/${encodeURIComponent(id)}`);
  const draft = await readDraft(workspace.id, id);
  if (!draft || draft.campaignId !== null) notFound();
  if (!mayAct(workspace.role, 'editor'))
    return (
      <PageHead
        title="New campaign"
        about="Editors and owners are still filling it in. You can see it once it is made."
      />
    );
  const { fields, found, revision, hasArtwork } = draft;
  const start = {
    id: draft.id,
    campaign: '',
    revision,
    fields,
    found,
    beside: await reviewDraft({ ...draft, workspace: workspace.id }),
    artwork: hasArtwork ? `/dashboard/drafts/${draft.id}/artwork` : null,
    artworkFrom: draft.artworkFrom,
    isPublic: false,
  };
  return (
    <>
      <PageHead title="New campaign">
        <DiscardDraft draft={draft.id} action={discard} />
      </PageHead>
      <CampaignEditor
        start={start}
        host={`${new URL(env().appUrl).host}/`}
        promises={servicePromises()}
        keep={keep}
        finish={finish}
        lookUp={lookUp}
      />
    </>
  );
}
