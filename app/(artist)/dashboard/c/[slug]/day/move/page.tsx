import type { Metadata } from 'next';
import { MoveDateForm, MovePlan } from '@/components/artist/day/move-form';
import { Status } from '@/components/ui/status';
import { ButtonWay } from '@/components/ui/way';
import { dateTimeText, dateWords } from '@/lib/domain/release-words';
import { mayAct } from '@/lib/domain/workspace';
import { ownCampaign } from '../../own-campaign';
import { loadMove, wantedRelease } from './load';
import { move } from './actions';

export const metadata: Metadata = { title: 'Move the date' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** A date that slips: what will move, and then the move. */
export default async function Page({ params, searchParams }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/day/move');
  const wish = await searchParams;
  const wanted = { date: one(wish['date']), time: one(wish['time']) };
  const isWished = wanted.date !== undefined;
  const from = dateTimeText(campaign.release);
  const isEnded = campaign.endedAt !== null;
  const mayMove = mayAct(gate.workspace.role, 'editor') && !isEnded;
  const to = isWished ? wantedRelease(campaign, wanted) : null;
  const isSame = to !== null && dateTimeText(to) === from;
  const view = to && !isSame && mayMove ? await loadMove(gate.workspace.id, campaign, to) : null;
  const [date = '', time] = (to ? dateTimeText(to) : from).split('T');
  return (
    <>
      <Status>It comes out {dateWords(campaign.release)}.</Status>
      {isEnded && <p>This campaign has ended, so there is nothing to move.</p>}
      {!isEnded && !mayMove && <p>An editor or an owner of this workspace can move it.</p>}
      {mayMove && (
        <MoveDateForm
          slug={campaign.slug}
          date={date}
          time={time?.slice(0, 5) ?? null}
          said={saidOf(isWished && to === null, isWished && isSame)}
        />
      )}
      {view && <MovePlan slug={campaign.slug} from={from} view={view} action={move} />}
      <div>
        <ButtonWay href={`/dashboard/c/${campaign.slug}/day`}>Back to the release day</ButtonWay>
      </div>
    </>
  );
}

function saidOf(isNoDate: boolean, isSame: boolean) {
  if (isNoDate) return { tone: 'bad', words: 'That is no date: choose a day between 2000 and 2100.' } as const;
  return isSame ? ({ tone: 'plain', words: 'That is the date as it is now.' } as const) : null;
}
