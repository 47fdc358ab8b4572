import { Bars } from '@/components/artist/charts/bars';
import { Section } from '@/components/ui/section';
import { Way } from '@/components/ui/way';
import { peakWords } from '@/lib/domain/findings';
import { zoneWords } from '@/lib/domain/release-words';
import { SPANS, type NumbersView, type Span } from './numbers-view';
import { ZoneInAddress } from './zone-in-address';

const NAMES: Record<Span, string> = { hours: '48 hours', month: '30 days', all: 'All days' };

/** Visits, taps and pre-saves by hours or days on the artist's own clock: three drawings under one another, with one axis of time. */
export function OverTime({ slug, span, zone, points }: Pick<NumbersView, 'slug' | 'span' | 'zone' | 'points'>) {
  const isQuiet = points.every(({ views, taps, presaves }) => views === 0 && taps === 0 && presaves === 0);
  return (
    <Section
      title="Over time"
      about={zoneWords(zone)}
      aside={
        <nav aria-label="How far back" className="flex gap-4">
          {SPANS.map(one => (
            <Way
              key={one}
              href={`/dashboard/c/${slug}?${new URLSearchParams({ span: one, ...(zone && { zone }) }).toString()}`}
              className="inline-flex min-h-(--target) items-center font-semibold text-muted aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-4"
              current={one === span}
            >
              {NAMES[one]}
            </Way>
          ))}
        </nav>
      }
    >
      <ZoneInAddress />
      {isQuiet ? <p>Nobody came by in this time.</p> : <Drawings span={span} points={points} />}
    </Section>
  );
}

function Drawings({ span, points }: Pick<NumbersView, 'span' | 'points'>) {
  const head = span === 'hours' ? 'Hour' : 'Day';
  const of = (what: 'views' | 'taps' | 'presaves') => points.map(point => ({ name: point.name, n: point[what] }));
  return (
    <div className="grid gap-8 lg:grid-cols-3">
      <Bars
        title={peakWords(of('views'), 'visit', 'visits') ?? 'No visits in this time.'}
        about="Visits"
        points={of('views')}
        columns={[head, 'Visits']}
      />
      <Bars
        title={peakWords(of('taps'), 'tap', 'taps') ?? 'No taps in this time.'}
        about="Taps on a service"
        points={of('taps')}
        columns={[head, 'Taps']}
      />
      <Bars
        title={peakWords(of('presaves'), 'pre-save', 'pre-saves') ?? 'No pre-saves in this time.'}
        about="Pre-saves, doubtful ones among them"
        points={of('presaves')}
        columns={[head, 'Pre-saves']}
      />
    </div>
  );
}
