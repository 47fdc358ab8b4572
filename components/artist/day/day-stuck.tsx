import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { ButtonWay } from '@/components/ui/way';
import { DSP_NAMES, type Dsp } from '@/lib/domain/dsp';
import { counted } from '@/lib/domain/number-words';
import type { DayActions } from './day-decisions';
import type { DayView } from './day-view';
import { LinkByHand } from './link-by-hand';

export type Stuck = { dsp: Dsp; words: string };

/** Services that will not come to the release by themselves, a sentence each. */
export function stuckOf({ services, candidates, phase }: DayView): Stuck[] {
  if (phase === 'ended') return [];
  return services.flatMap(({ dsp, closed }) => {
    const name = DSP_NAMES[dsp];
    const asked = candidates.some(candidate => candidate.dsp === dsp);
    const fansOf = (which: typeof closed) => which.reduce((sum, { fans }) => sum + fans, 0);
    const gone = fansOf(closed.filter(({ nextProbeMs, lastAnswer }) => nextProbeMs === null && lastAnswer !== null));
    const other = fansOf(
      closed.filter(({ nextProbeMs, lastAnswer }) => nextProbeMs !== null && lastAnswer === 'other_release'),
    );
    return [
      ...(gone > 0
        ? [
            {
              dsp,
              words: `${name} did not have the release in 14 days and is not asked any more. ${counted(gone, 'fan waits', 'fans wait')} for it there.`,
            },
          ]
        : []),
      ...(other > 0 && !asked
        ? [
            {
              dsp,
              words: `All that ${name} has under your code is another release, as you said. ${counted(other, 'fan waits', 'fans wait')} for yours there.`,
            },
          ]
        : []),
    ];
  });
}

/** What goes on only when somebody gives a link or another date. */
export function DayStuck({ view, actions }: { view: DayView; actions: DayActions | null }) {
  const stuck = stuckOf(view);
  if (stuck.length === 0) return null;
  const about = actions
    ? 'Where it is there already, give its link. Where it is late, ask your distributor, or move the date.'
    : 'An editor or an owner of this workspace can give a link, or move the date.';
  return (
    <Section title="This needs a hand" about={about}>
      <div className="grid gap-2">
        {stuck.map(({ dsp, words }) => (
          <Status key={`${dsp} ${words}`} tone="bad">
            {words}
          </Status>
        ))}
      </div>
      {actions && (
        <div className="flex flex-wrap gap-2">
          <LinkByHand slug={view.slug} services={[...new Set(stuck.map(({ dsp }) => dsp))]} action={actions.link} />
          <ButtonWay href={`/dashboard/c/${view.slug}/day/move`}>Move the date</ButtonWay>
        </div>
      )}
    </Section>
  );
}
