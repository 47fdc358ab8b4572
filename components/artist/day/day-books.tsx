import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { counted, numberWords } from '@/lib/domain/number-words';
import type { DayBooks as Books } from './day-view';

/** The books: every consent, and where it stands. They add up, or it says so. */
export function DayBooks({ books, slug }: { books: Books; slug: string }) {
  const lines = [
    { label: 'in a library', n: books.saved },
    { label: 'waiting or still to come', n: books.waiting },
    { label: 'must reconnect', n: books.reconnect },
    { label: 'refused by the service', n: books.refused },
    { label: 'withdrawn by the fan', n: books.withdrawn },
    { label: 'run out', n: books.expired },
  ].filter(({ n }) => n > 0);
  if (books.consents === 0) return null;
  return (
    <Section title="The books" about={`${counted(books.consents, 'pre-save')} ever given, and where each is now.`}>
      <dl className="grid max-w-md">
        {lines.map(({ label, n }) => (
          <div key={label} className="flex justify-between gap-4 border-t border-line py-2 first:border-t-0">
            <dt>{label}</dt>
            <dd className="tabular-nums">{numberWords(n)}</dd>
          </div>
        ))}
        <div className="flex justify-between gap-4 border-t-2 border-ink py-2 font-semibold">
          <dt>unexplained</dt>
          <dd className="tabular-nums">{numberWords(books.unexplained)}</dd>
        </div>
      </dl>
      {books.unexplained > 0 && (
        <Status tone="bad">
          The books do not add up. Nothing is lost by that, but it is a fault of ours: tell whoever runs this Upbeat.
        </Status>
      )}
      <p>
        <a
          href={`/dashboard/c/${slug}/day/ledger`}
          download
          className="inline-block min-h-(--target) content-center underline decoration-edge underline-offset-4"
        >
          Download every step as a table (CSV)
        </a>
        <span className="block text-small text-muted">
          Without anybody in it: no account, no name, times to the minute.
        </span>
      </p>
    </Section>
  );
}
