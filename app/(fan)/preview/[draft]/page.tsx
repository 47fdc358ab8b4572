import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CampaignPage } from '@/components/fan/campaign-page';
import { jsonForScript } from '@/components/fan/inline-scripts';
import { PREVIEW_SCRIPT } from '@/components/fan/preview-script';
import { artistGate } from '@/lib/auth/gate';
import { PREVIEW_PHASES, previewOf } from '@/lib/campaigns/drafts/preview';
import { readDraft } from '@/lib/campaigns/drafts/read';
import { territoryZone } from '@/lib/domain/territory-zones';
import { Flip } from '../../[slug]/flip';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Preview', robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ draft: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The page that a form would become, for the frame beside it: at a chosen moment, in a chosen country, and inert. */
export default async function Page({ params, searchParams }: Props) {
  const [{ draft: id }, asked] = [await params, await searchParams];
  const { workspace } = await artistGate(`/preview/${encodeURIComponent(id)}`);
  const draft = await readDraft(workspace.id, id);
  if (!draft) notFound();
  const phase = PREVIEW_PHASES.find(one => one === asked['phase']) ?? 'before';
  const preview = await previewOf(draft, {
    phase,
    scheme: asked['scheme'] === 'dark' ? 'dark' : 'light',
    artwork: `/dashboard/drafts/${draft.id}/artwork?${draft.updatedAt}`,
  });
  if (!preview) notFound();
  const { page, now } = preview;
  const zone = typeof asked['country'] === 'string' ? territoryZone(asked['country']) : null;
  return (
    <>
      <script
        type="application/json"
        id="preview"
        dangerouslySetInnerHTML={{ __html: jsonForScript({ now, zone: zone ?? 'UTC' }) }}
      />
      <script dangerouslySetInnerHTML={{ __html: PREVIEW_SCRIPT }} />
      <CampaignPage page={page} countdown={<Flip moments={page.moments} label={page.dateWords} />} />
    </>
  );
}
