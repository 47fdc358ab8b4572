import type { Metadata } from 'next';
import { OutcomeSheet } from '@/components/artist/outcome/outcome-sheet';
import { EmptyState } from '@/components/ui/empty-state';
import { listRuns } from '@/lib/campaigns/outcomes';
import { clock } from '@/lib/clock';
import { firstMoment } from '@/lib/domain/release-moment';
import { dateTimeText, dateWords } from '@/lib/domain/release-words';
import { mayAct } from '@/lib/domain/workspace';
import { ownCampaign } from '../own-campaign';
import { record } from './actions';

export const metadata: Metadata = { title: 'After' };

type Props = { params: Promise<{ slug: string }> };

/** What became of a release, beside what its pre-saves promised. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/after');
  if (clock.now() < firstMoment(campaign.release))
    return (
      <EmptyState
        title="The first week is still ahead"
        about={
          <p>
            It comes out {dateWords(campaign.release)}. After that, what became of it stands here beside its pre-saves.
          </p>
        }
      />
    );
  const runs = await listRuns(gate.workspace.id);
  return (
    <OutcomeSheet
      slug={campaign.slug}
      title={campaign.title}
      from={dateTimeText(campaign.release).slice(0, 10)}
      mine={
        runs.find(({ id }) => id === campaign.id) ?? {
          slug: campaign.slug,
          title: campaign.title,
          presaves: 0,
          outcomes: {},
        }
      }
      runs={runs}
      action={mayAct(gate.workspace.role, 'editor') ? record : null}
    />
  );
}
