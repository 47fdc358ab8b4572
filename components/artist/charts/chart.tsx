import { Fragment, type ReactNode } from 'react';
import { numberWords } from '@/lib/domain/number-words';
import './chart.css';

type ChartTable = { columns: readonly string[]; rows: readonly (readonly [string, ...string[]])[] };

type ChartProps = {
  /** the finding, in words */ title: string;
  about?: ReactNode;
  /** the drawing, for eyes alone */ children: ReactNode;
  table: ChartTable;
  /** below the drawing */ axis: { from: string; to: string };
  scale: { top: number; ticks: readonly number[] };
};

/**
 * A drawing under the sentence it shows, with its figures as a table behind it: whoever cannot see the drawing loses nothing. It is
 * drawn on the server, stretches with the screen, and its words are the page's own, so that they stay as large as all others.
 */
export function Chart({ title, about, children, table, axis, scale }: ChartProps) {
  return (
    <figure className="chart">
      <figcaption>
        <h3 className="font-semibold text-pretty">{title}</h3>
        {about && <p className="text-small text-muted">{about}</p>}
      </figcaption>
      <div className="chart-plot" aria-hidden="true">
        {scale.ticks.map(tick => (
          <Fragment key={tick}>
            <span className="chart-tick" style={{ bottom: `${(tick / scale.top) * 100}%` }}>
              {numberWords(tick)}
            </span>
            <span className="chart-line" style={{ bottom: `${(tick / scale.top) * 100}%` }} />
          </Fragment>
        ))}
        {children}
      </div>
      <div className="chart-axis" aria-hidden="true">
        <span>{axis.from}</span>
        <span>{axis.to}</span>
      </div>
      <details className="chart-table">
        <summary>The figures as a table</summary>
        <FigureTable caption={title} {...table} />
      </details>
    </figure>
  );
}

/** A table of figures that stays one on a phone: its first column says what a row is of. */
export function FigureTable({ caption, columns, rows }: ChartTable & { caption: string }) {
  return (
    <table className="figures">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], row) => (
          // two hours of an autumn night have one name
          <tr key={`${name} ${row}`}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={columns[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
