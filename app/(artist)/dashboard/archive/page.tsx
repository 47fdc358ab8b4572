import type { Metadata } from 'next';
import { CampaignList } from '@/components/artist/campaign-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { ButtonWay } from '@/components/ui/way';
import { artistGate } from '@/lib/auth/gate';
import { loadRows } from '../load-rows';

export const metadata: Metadata = { title: 'Archive' };

/** Campaigns that somebody has put away. Their pages go on. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/archive');
  const { rows } = await loadRows(workspace.id, true);
  return (
    <>
      <PageHead title="Archive" about="Put away, not switched off: their pages, pre-saves and numbers go on.">
        <ButtonWay href="/dashboard">All campaigns</ButtonWay>
      </PageHead>
      {rows.length > 0 ? (
        <CampaignList rows={rows} />
      ) : (
        <EmptyState title="Nothing put away" about={<p>“Manage” on a campaign’s screen puts it here.</p>} />
      )}
    </>
  );
}
