import type { Metadata } from 'next';
import { CampaignList } from '@/components/artist/campaign-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { ButtonWay } from '@/components/ui/way';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { loadRows } from './load-rows';

export const metadata: Metadata = { title: 'Campaigns' };

/** The campaigns of a workspace: where each stands, and the one number that matters now. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard');
  const mayMake = mayAct(workspace.role, 'editor');
  const rows = await loadRows(workspace.id);
  return (
    <>
      <PageHead title="Campaigns">
        {mayMake && rows.length > 0 && (
          <ButtonWay href="/dashboard/new" look="main">
            New campaign
          </ButtonWay>
        )}
      </PageHead>
      {rows.length > 0 ? <CampaignList rows={rows} /> : <NoneYet mayMake={mayMake} />}
    </>
  );
}

function NoneYet({ mayMake }: { mayMake: boolean }) {
  return (
    <EmptyState
      title="One link, before and after"
      about={
        <p>
          A campaign is one address for one release. Fans pre-save there until it is out, it is in their library on the
          day, and the same address becomes the listening page. Here you will see how many wait.
        </p>
      }
    >
      {mayMake ? (
        <ButtonWay href="/dashboard/new" look="main">
          Make the first campaign
        </ButtonWay>
      ) : (
        <p>You can look here, but not make one. An owner can make you an editor.</p>
      )}
    </EmptyState>
  );
}
