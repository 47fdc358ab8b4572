import { line } from 'd3-shape';
import type { ReactNode } from 'react';
import { Chart } from './chart';
import { countScale } from './scale';

type Point = { x: number; y: number };

type TwoLinesProps = {
  title: string;
  about?: ReactNode;
  mine: readonly Point[];
  other: readonly Point[];
  names: readonly [string, string];
  axis: { from: string; to: string };
  table: { columns: readonly string[]; rows: readonly (readonly [string, ...string[]])[] };
};

/** Two growing counts over the same days: one solid, one dashed, so that no colour has to be told from another. */
export function TwoLines({ title, about, mine, other, names, axis, table }: TwoLinesProps) {
  const all = [...mine, ...other];
  const scale = countScale(all.map(({ y }) => y));
  const [first, last] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const draw = line<Point>()
    .x(({ x }) => ((x - first) / Math.max(1, last - first)) * 100)
    .y(({ y }) => 100 - (y / scale.top) * 100);
  return (
    <Chart title={title} about={<Key names={names} about={about} />} scale={scale} axis={axis} table={table}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" fill="none">
        <path
          d={draw(other) ?? ''}
          stroke="var(--muted)"
          strokeWidth="2"
          strokeDasharray="5 4"
          vectorEffect="non-scaling-stroke"
        />
        <path d={draw(mine) ?? ''} stroke="var(--text)" strokeWidth="3" vectorEffect="non-scaling-stroke" />
      </svg>
    </Chart>
  );
}

function Key({ names: [mine, other], about }: { names: readonly [string, string]; about: ReactNode }) {
  return (
    <>
      <span className="me-4 whitespace-nowrap">
        <span className="chart-key" aria-hidden="true" />
        <bdi>{mine}</bdi> (solid)
      </span>
      <span className="whitespace-nowrap">
        <span className="chart-key" data-other aria-hidden="true" />
        <bdi>{other}</bdi> (dashed)
      </span>
      {about && <span className="block">{about}</span>}
    </>
  );
}
