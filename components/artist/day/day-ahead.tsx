import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { counted, numberWords } from '@/lib/domain/number-words';
import { STAGES } from '@/lib/domain/readiness';
import type { DayAhead, DayView } from './day-view';
import { clockAt } from './use-clock';

type Step = { at: number | null; what: string };

/** What will happen, and when (epoch ms). At local midnight each permission goes by its own; the times are the first ones. */
export function plannedSteps({ turns, isInstant }: DayView): Step[] {
  const [first, last] = [turns[0]?.at ?? 0, turns.at(-1)?.at ?? 0];
  const [early = first, day = first, hour = first] = STAGES.toSorted((a, b) => b.before - a.before).map(
    ({ before }) => first - before,
  );
  const each = (lead: string) => (isInstant ? '' : `, each ${lead} before its own midnight`);
  const begins = 'Each service is asked whether it has the release, and the saves begin.';
  return [
    {
      at: early,
      what: `Permissions are tried for the first time${each('three days')}. Whose has died is asked for another one on their pass.`,
    },
    { at: day, what: `They are tried again${each('a day')}.` },
    { at: hour, what: `Permissions are fetched${each('an hour')}, so that only the save itself is left.` },
    isInstant
      ? { at: first, what: `The page turns over everywhere. ${begins}` }
      : { at: first, what: `The first midnight. From here on the page turns over, country by country. ${begins}` },
    ...(isInstant ? [] : [{ at: last, what: 'The last midnight: the release is out everywhere.' }]),
    { at: null, what: 'A service that does not have it yet is asked ever more rarely, for 14 days.' },
  ];
}

/** Before the day: what happens when, and how many permissions will hold. */
export function DayPlan({ view, zone }: { view: DayView; zone: string | null }) {
  return (
    <>
      {view.ahead && view.ahead.held > 0 && <Permissions ahead={view.ahead} />}
      <Section title="What will happen" about="By itself: nobody has to be awake.">
        <ol className="grid">
          {plannedSteps(view).map(({ at, what }) => (
            <li
              key={what}
              className="grid gap-x-6 border-t border-line py-3 first:border-t-0 first:pt-0 md:grid-cols-[13rem_1fr]"
            >
              <span className="font-semibold">{at === null ? 'After that' : clockAt(at, zone, view.now)}</span>
              <span className="max-w-[60ch] text-pretty">
                {what}
                {at !== null && at <= view.now && <span className="text-muted"> Past.</span>}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function Permissions({ ahead: { held, tried, expiring } }: { ahead: DayAhead }) {
  return (
    <Section
      title="Permissions"
      about={
        expiring > 0
          ? `${counted(expiring, 'permission runs', 'permissions run')} out before the release: those fans are asked to reconnect on their pass.`
          : 'All of them last until the release.'
      }
    >
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
        <Stat value={numberWords(held)} label="waiting for the release" />
        <Stat value={numberWords(tried)} label="tried ahead of it" />
        {expiring > 0 && <Stat value={numberWords(expiring)} label="run out before it" />}
      </div>
    </Section>
  );
}
