import type { ReactNode } from 'react';
import { numberWords } from '@/lib/domain/number-words';
import { Chart } from './chart';
import { countScale } from './scale';

type BarsProps = {
  title: string;
  about?: ReactNode;
  points: readonly { name: string; n: number }[];
  /** the heads of the two columns behind it */ columns: readonly [string, string];
};

/** A count over time: a bar for each hour or day, all of one colour, from 0. */
export function Bars({ title, about, points, columns }: BarsProps) {
  const scale = countScale(points.map(({ n }) => n));
  const bars = points.flatMap(({ n }, i) => (n > 0 ? [`M${i + 0.1} 0h0.8v${(n / scale.top) * 100}h-0.8z`] : []));
  return (
    <Chart
      title={title}
      about={about}
      scale={scale}
      axis={{ from: points[0]?.name ?? '', to: points.at(-1)?.name ?? '' }}
      table={{ columns, rows: points.map(({ name, n }) => [name, numberWords(n)]) }}
    >
      <svg viewBox={`0 0 ${Math.max(1, points.length)} 100`} preserveAspectRatio="none">
        <path d={bars.join('')} fill="var(--text)" transform="matrix(1 0 0 -1 0 100)" />
      </svg>
    </Chart>
  );
}
