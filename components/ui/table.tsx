import type { ReactNode } from 'react';
import './table.css';

type Column = {
  key: string;
  label: string;
  /** figures stand at the right */ figure?: boolean;
  /** on phones only for listeners */ quiet?: boolean;
};

type TableProps = {
  /** what it lists, for those who listen */
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: Record<string, ReactNode> }[];
};

/** A real table. On a phone each row becomes a block with its columns' names, so that nothing has to be scrolled sideways. */
export function Table({ caption, columns, rows }: TableProps) {
  return (
    <table className="table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.key} scope="col" data-figure={column.figure || undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.key}>
            {columns.map(column => (
              <td
                key={column.key}
                data-label={column.quiet ? undefined : column.label}
                data-figure={column.figure || undefined}
              >
                {row.cells[column.key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
