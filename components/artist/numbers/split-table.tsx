import type { CSSProperties } from 'react';
import { FigureTable } from '@/components/artist/charts/chart';
import { Section } from '@/components/ui/section';
import { leaderWords, type Counted } from '@/lib/domain/findings';
import { counted, numberWords } from '@/lib/domain/number-words';
import type { NamedLine } from './numbers-view';

const HEADS: Record<Counted | 'reminders', string> = {
  views: 'Visits',
  taps: 'Taps',
  presaves: 'Pre-saves',
  reminders: 'Reminders',
};
const SHOWN = 6;

type SplitTableProps = {
  title: string;
  /** "Channel" */ head: string;
  lines: readonly NamedLine[];
  /** what is known of these, the most telling first */ by: readonly Counted[];
  none: string;
};

/** A campaign's numbers by one thing: a table whose first figure is drawn as well. The first few are shown, the rest behind a tap. */
export function SplitTable({ title, head, lines, by, none }: SplitTableProps) {
  const rest = lines.slice(SHOWN);
  return (
    <Section title={title} about={leaderWords(lines, by) ?? none}>
      {lines.length > 0 && <Lines caption={title} head={head} lines={lines.slice(0, SHOWN)} all={lines} by={by} />}
      {rest.length > 0 && (
        <details className="chart-table">
          <summary>{counted(rest.length, 'more', 'more')}</summary>
          <Lines caption={`${title}, the rest`} head={head} lines={rest} all={lines} by={by} />
        </details>
      )}
    </Section>
  );
}

type LinesProps = {
  caption: string;
  head: string;
  lines: readonly NamedLine[];
  all: readonly NamedLine[];
  by: readonly Counted[];
};

function Lines({ caption, head, lines, all, by }: LinesProps) {
  // the bar is of the first figure that is anything at all
  const drawn = by.find(what => all.some(line => line[what] > 0)) ?? 'views';
  const most = Math.max(1, ...all.map(line => line[drawn]));
  return (
    <table className="figures">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {by.map(what => (
            <th key={what} scope="col">
              {HEADS[what]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.key}>
            <th scope="row">
              <bdi>{line.name}</bdi>
              <span
                aria-hidden="true"
                className="figures-bar"
                style={{ '--share': `${(line[drawn] / most) * 100}%` } as CSSProperties}
              />
            </th>
            {by.map(what => (
              <td key={what}>{numberWords(line[what])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Reminders by the way they were taken. */
export function WayTable({ lines }: { lines: readonly NamedLine[] }) {
  if (lines.length === 0) return null;
  const rows = lines.map(({ name, reminders }) => [name, numberWords(reminders)] as const);
  return (
    <Section title="Reminders" about="For listeners whose service saves nothing ahead, or who did not want to sign in.">
      <FigureTable caption="Reminders" columns={['Way', HEADS.reminders]} rows={rows} />
    </Section>
  );
}
