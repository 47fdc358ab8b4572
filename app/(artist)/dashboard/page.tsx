import type { Metadata } from 'next';
import { CampaignList } from '@/components/artist/campaign-list';
import { UnmadeList } from '@/components/artist/unmade-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { Status } from '@/components/ui/status';
import { ButtonWay, Way } from '@/components/ui/way';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { loadRows } from './load-rows';
import { loadUnmade } from './load-unmade';

export const metadata: Metadata = { title: 'Campaigns' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The campaigns of a workspace: where each stands, and the one number that matters now. */
export default async function Page({ searchParams }: Props) {
  const { workspace } = await artistGate('/dashboard');
  const mayMake = mayAct(workspace.role, 'editor');
  const [{ rows, others }, unmade, query] = [
    await loadRows(workspace.id),
    mayMake ? await loadUnmade(workspace.id) : [],
    await searchParams,
  ];
  return (
    <>
      {query['done'] === 'deleted' && (
        <Status tone="good">The campaign is deleted, with all that hung on it. The log has a line about it.</Status>
      )}
      <PageHead title="Campaigns">
        {mayMake && rows.length + unmade.length > 0 && (
          <ButtonWay href="/dashboard/new" look="main">
            New campaign
          </ButtonWay>
        )}
      </PageHead>
      {unmade.length > 0 && <UnmadeList rows={unmade} />}
      {rows.length > 0 ? <CampaignList rows={rows} /> : <NoneYet mayMake={mayMake} />}
      {others > 0 && (
        <p>
          <Way href="/dashboard/archive" className="min-h-11 content-center underline underline-offset-4">
            {others === 1 ? 'One more in the archive' : `${others} more in the archive`}
          </Way>
        </p>
      )}
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
