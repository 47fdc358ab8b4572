import { FigureTable } from '@/components/artist/charts/chart';
import { TwoLines } from '@/components/artist/charts/two-lines';
import { Section } from '@/components/ui/section';
import { distanceWords } from '@/lib/domain/chart-words';
import { besideWords } from '@/lib/domain/findings';
import { numberWords } from '@/lib/domain/number-words';
import type { BesideView } from './numbers-view';

const COUNTED = [
  ['visitors', 'Visitors'],
  ['taps', 'Taps'],
  ['presaves', 'Pre-saves'],
  ['reminders', 'Reminders'],
] as const;

/** This campaign beside the artist's last, each as many days from its release as the other. */
export function Beside({ beside }: { beside: BesideView | null }) {
  if (!beside)
    return (
      <Section
        title="Beside your last campaign"
        about="This is the artist’s first one here. The next will be set beside it, day by day from the release."
      >
        {null}
      </Section>
    );
  const { title, mine, theirs, days } = beside;
  const other = `“${title}”`;
  const columns = ['Day', 'This one', title];
  const rows = days.map(
    ({ day, mine: n, theirs: m }) =>
      [distanceWords(day), n === null ? 'still to come' : numberWords(n), numberWords(m)] as const,
  );
  return (
    <Section title="Beside your last campaign" about="Each as far from its release as the other is.">
      <TwoLines
        title={besideWords(mine.presaves, theirs.presaves, 'pre-saves', other)}
        about="Pre-saves so far, by days from the release."
        names={['This one', title]}
        mine={days.flatMap(({ day, mine: n }) => (n === null ? [] : [{ x: day, y: n }]))}
        other={days.map(({ day, theirs: m }) => ({ x: day, y: m }))}
        axis={{ from: rows[0]?.[0] ?? '', to: rows.at(-1)?.[0] ?? '' }}
        table={{ columns, rows }}
      />
      <FigureTable
        caption="Both at this distance from their releases"
        columns={['At this point', 'This one', title]}
        rows={COUNTED.map(([what, name]) => [name, numberWords(mine[what]), numberWords(theirs[what])])}
      />
    </Section>
  );
}
