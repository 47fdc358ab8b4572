import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { counted, numberWords } from '@/lib/domain/number-words';
import { STAGES } from '@/lib/domain/readiness';
import type { DayAhead, DayView } from './day-view';
import { clockAt } from './use-clock';

type Step = { at: number | null; what: string };

/** What will happen, and when (epoch ms). */
export function plannedSteps({ turns, isInstant }: DayView): Step[] {
  const [first, last] = [turns[0]?.at ?? 0, turns.at(-1)?.at ?? 0];
  const tried = STAGES.toSorted((a, b) => b.before - a.before);
  const [early, day, hour] = tried.map(({ before }) => first - before);
  return [
    {
      at: early ?? null,
      what: 'Every permission is tried for the first time. Whose has died is asked for another one on their pass.',
    },
    { at: day ?? null, what: 'Every permission is tried again.' },
    { at: hour ?? null, what: 'Permissions are fetched, so that only the save itself is left.' },
    isInstant
      ? {
          at: first,
          what: 'The page turns over everywhere. Each service is asked whether it has the release, and the saves begin.',
        }
      : {
          at: first,
          what: 'The first midnight. From here on the page turns over, country by country; each service is asked whether it has the release there, and the saves begin.',
        },
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
              data-past={at !== null && at <= view.now ? '' : undefined}
            >
              <span className="font-semibold">{at === null ? 'After that' : clockAt(at, zone, view.now)}</span>
              <span className="max-w-[60ch] text-pretty">
                {what}
                {at !== null && at <= view.now && <span className="text-muted"> Done.</span>}
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
