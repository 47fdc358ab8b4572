import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { durationWords, numberWords } from '@/lib/domain/number-words';
import { rateWords } from '@/lib/domain/progress-words';
import type { DayView } from './day-view';

/** Saves a second and the time left over all services: the slowest decides. Null when there is nothing to save or to tell. */
export function overall({ services }: DayView): { perSecond: number; leftMs: number } | null {
  const busy = services.filter(({ open }) => open > 0);
  const perSecond = busy.reduce((sum, service) => sum + (service.perSecond ?? 0), 0);
  const left = busy.map(({ leftMs }) => leftMs);
  if (busy.length === 0 || perSecond === 0 || left.includes(null)) return null;
  return { perSecond, leftMs: Math.max(...left.map(Number)) };
}

/** What a listener hears of it: not every save, but when it begins, each quarter, and when it is done. */
export function heardOf({ services, settled, phase }: DayView): string {
  if (phase === 'draft' || phase === 'presave' || phase === 'ended') return '';
  const [saved, due] = [services.reduce((sum, s) => sum + s.saved, 0), services.reduce((sum, s) => sum + s.due, 0)];
  if (settled) return `Everything that was due is settled: ${numberWords(saved)} saved.`;
  const quarters = due === 0 ? 0 : Math.floor((saved / due) * 4);
  return quarters === 0 ? 'The release is coming out.' : `${quarters * 25} percent of what is due is saved.`;
}

/** The numbers of a release day, all services together. */
export function DayNumbers({ view }: { view: DayView }) {
  const sum = (pick: (service: DayView['services'][number]) => number) =>
    view.services.reduce((total, service) => total + pick(service), 0);
  const [saved, verified, waiting] = [sum(s => s.saved), sum(s => s.verified), sum(s => s.waiting)];
  const [later, reconnect, refused] = [sum(s => s.later), sum(s => s.reconnect), sum(s => s.refused)];
  const speed = overall(view);
  const figures = [
    { label: 'saved', value: saved },
    ...(verified > 0 ? [{ label: 'of them seen in the library', value: verified }] : []),
    { label: 'waiting', value: waiting },
    ...(later > 0 ? [{ label: 'still to come', value: later }] : []),
    ...(reconnect > 0 ? [{ label: 'must reconnect', value: reconnect }] : []),
    ...(refused > 0 ? [{ label: 'refused', value: refused }] : []),
  ];
  return (
    <Section
      title={view.settled ? 'It is done' : 'Right now'}
      about={
        speed
          ? `${rateWords(speed.perSecond)} saves a second, about ${durationWords(speed.leftMs)} left.`
          : view.settled
            ? 'Everything that was due is settled.'
            : undefined
      }
    >
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
        {figures.map(({ label, value }) => (
          <Stat key={label} value={numberWords(value)} label={label} />
        ))}
      </div>
    </Section>
  );
}
