'use client';

import { Bars } from '@/components/artist/charts/bars';
import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { Status } from '@/components/ui/status';
import { Way } from '@/components/ui/way';
import { counted, numberWords } from '@/lib/domain/number-words';
import type { LiveView } from './numbers-view';
import { useNumbers, type Stillness } from './use-numbers';

/** What the last half hour brought, in a sentence. */
export function liveWords(minutes: LiveView['minutes']): string {
  const sum = (what: 'views' | 'taps' | 'presaves') => minutes.reduce((total, minute) => total + minute[what], 0);
  if (sum('views') + sum('taps') + sum('presaves') === 0) return 'Quiet: nobody came by in the last half hour.';
  return `${counted(sum('views'), 'visit')}, ${counted(sum('taps'), 'tap')} and ${counted(sum('presaves'), 'pre-save')} in the last half hour.`;
}

const ago = (minutes: number) => (minutes === 0 ? 'this minute' : `${minutes} min ago`);

/** The sums so far and the last half hour, followed while the screen is open. */
export function LiveNumbers({ slug, first }: { slug: string; first: LiveView }) {
  const { view, still } = useNumbers(slug, first);
  const { sums, minutes } = view;
  const figures = [
    { label: 'visits', value: sums.views },
    { label: 'visitors, by the day', value: sums.visitors },
    { label: 'taps on a service', value: sums.taps },
    { label: 'pre-saves without doubt', value: sums.presaves - sums.doubtful },
    { label: 'reminders', value: sums.reminders },
    { label: 'in a library', value: sums.saved },
  ];
  return (
    <>
      <Section title="So far" about="Bots and link previews are in none of these.">
        <Still still={still} slug={slug} />
        <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-3">
          {figures.map(({ label, value }) => (
            <Stat key={label} value={numberWords(value)} label={label} />
          ))}
        </div>
      </Section>
      <Section title="Right now">
        <Bars
          title={liveWords(minutes)}
          about="Visits by the minute. Followed while you look."
          points={minutes.map(({ views }, i) => ({ name: ago(minutes.length - 1 - i), n: views }))}
          columns={['Minute', 'Visits']}
        />
      </Section>
    </>
  );
}

function Still({ still, slug }: { still: Stillness | null; slug: string }) {
  return (
    <div role="status" className="empty:hidden">
      {still === 'away' && (
        <Status tone="warn">No connection just now. These figures stand still until there is one.</Status>
      )}
      {still === 'signed_out' && (
        <Status tone="bad">
          You are signed out, so the figures stand still.{' '}
          <Way href={`/sign-in?next=/dashboard/c/${slug}`}>Sign in again</Way>.
        </Status>
      )}
      {still === 'gone' && (
        <Status tone="bad">
          This campaign is not in this workspace any more: somebody deleted it, or you are in another workspace now.
        </Status>
      )}
    </div>
  );
}
