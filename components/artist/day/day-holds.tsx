import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { counted } from '@/lib/domain/number-words';
import { stopWords } from '@/lib/domain/progress-words';
import type { DayView } from './day-view';
import { clockAt } from './use-clock';

type Hold = { key: string; words: string };

/** What holds the day up, in sentences: services that are not called, permissions in doubt, fans who have to do something. */
export function holdsOf({ services }: DayView, clock: (at: number) => string): Hold[] {
  return services.flatMap(({ dsp, stop, waiting, later, waitingBy, reconnect }) => {
    const name = DSP_NAMES[dsp];
    const doubt = waitingBy.find(({ reason }) => reason === 'grant_unconfirmed')?.n ?? 0;
    return [
      ...(stop && waiting + later > 0 ? [{ key: `${dsp} stop`, words: stopWords(stop, clock) }] : []),
      ...(doubt > 0
        ? [
            {
              key: `${dsp} doubt`,
              words: `${name} refused the permission of ${counted(doubt, 'fan')}. That is tried again over some hours before anybody is asked for another.`,
            },
          ]
        : []),
      ...(reconnect > 0
        ? [
            {
              key: `${dsp} reconnect`,
              words: `${counted(reconnect, 'fan')} on ${name} must give permission again: their pass says so.`,
            },
          ]
        : []),
    ];
  });
}

/** What holds the day up, if anything does. There is nothing to press: it goes on by itself, or the fans do it. */
export function DayHolds({ view, zone }: { view: DayView; zone: string | null }) {
  const holds = holdsOf(view, at => clockAt(at, zone, view.now));
  if (holds.length === 0) return null;
  return (
    <Section title="What holds it up" about="Nothing for you to do.">
      <div className="grid gap-2">
        {holds.map(({ key, words }) => (
          <Status key={key} tone="warn">
            {words}
          </Status>
        ))}
      </div>
    </Section>
  );
}
