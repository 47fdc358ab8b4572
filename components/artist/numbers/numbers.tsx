import { EmptyState } from '@/components/ui/empty-state';
import { Status } from '@/components/ui/status';
import { ButtonWay } from '@/components/ui/way';
import { counted } from '@/lib/domain/number-words';
import { Beside } from './beside';
import { Doubtful } from './doubtful';
import { FunnelSteps } from './funnel-steps';
import { LiveNumbers } from './live-numbers';
import type { NumbersView } from './numbers-view';
import { OverTime } from './over-time';
import { SplitTable, WayTable } from './split-table';

/** What a campaign's link has done. */
export function Numbers({ view }: { view: NumbersView }) {
  const { sums } = view.live;
  if (sums.views + sums.taps + sums.presaves + sums.reminders === 0) return <NothingYet view={view} />;
  return (
    <>
      <LiveNumbers slug={view.slug} first={view.live} />
      <FunnelSteps steps={view.funnel} />
      <Doubtful doubts={view.doubts} presaves={sums.presaves} />
      <OverTime {...view} />
      <div className="grid content-start gap-10 md:grid-cols-2">
        <SplitTable
          title="By channel"
          head="Channel"
          lines={view.splits.channel}
          by={['presaves', 'taps', 'views']}
          none="Nothing yet."
        />
        <SplitTable
          title="By country"
          head="Country"
          lines={view.splits.country}
          by={['presaves', 'taps', 'views']}
          none="Nothing yet."
        />
        <SplitTable
          title="By service"
          head="Service"
          lines={view.splits.dsp}
          by={['presaves', 'taps']}
          none="No service was tapped yet."
        />
        <SplitTable
          title="By device"
          head="Device"
          lines={view.splits.device}
          by={['views', 'taps']}
          none="Nothing yet."
        />
        <SplitTable
          title="By the app it opened in"
          head="App"
          lines={view.splits.app}
          by={['views', 'taps']}
          none="Nothing yet."
        />
        <WayTable lines={view.splits.way} />
      </div>
      <Beside beside={view.beside} />
      <Foot view={view} />
    </>
  );
}

function Foot({ view: { slug, lost, withdrawn } }: { view: NumbersView }) {
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-4">
      <a href={`/dashboard/c/${slug}/numbers/csv`} download className="button" data-look="plain">
        Download all numbers (CSV)
      </a>
      <p className="max-w-[60ch] text-small text-pretty text-muted">
        A line for each day (UTC) and channel, country, service, device and app. Nobody is in it. A visitor who comes on
        two days is counted on both: after a day nobody can know them again.
        {withdrawn > 0 &&
          ` ${counted(withdrawn, 'pre-save was', 'pre-saves were')} taken back, and in no other number here.`}
      </p>
      {lost > 0 && (
        <Status tone="warn">
          {counted(lost, 'visit or tap', 'visits or taps')} on this Upbeat could not be counted in the last 30 days.
          These numbers may be too low by as many.
        </Status>
      )}
    </div>
  );
}

function NothingYet({ view: { slug } }: { view: NumbersView }) {
  return (
    <EmptyState
      title="Nobody has come by yet"
      about={
        <>
          <p>
            As soon as somebody opens the link, this screen fills by itself: visits, taps and pre-saves, by hour and
            day, by channel, country and service, and beside your last campaign.
          </p>
          <p>Give each place a link of its own, and the numbers tell which of them brings people.</p>
        </>
      }
    >
      <ButtonWay href={`/dashboard/c/${slug}/share`} look="main">
        Share the link
      </ButtonWay>
    </EmptyState>
  );
}
