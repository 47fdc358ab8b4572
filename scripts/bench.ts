// npm run bench: figures of one run on one machine, each beside its bar. Ratios travel between machines, times do not.
import { parseArgs } from 'node:util';
import { benchDrain } from './bench-drain';
import { benchPage } from './bench-page';
import { benchStage } from './bench-stage';
import { endProcess } from './lifetime';

export type Figure = { what: string; value: string; bar: string; held: boolean };

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '3000' }, seconds: { type: 'string', default: '8' } },
});

try {
  const stage = await benchStage();
  const figures = [
    ...(await benchPage(stage, Number(values.seconds))),
    ...(await benchDrain(stage, Number(values.rows))),
  ];
  const width = Math.max(...figures.map(f => f.what.length));
  console.log();
  for (const f of figures)
    console.log(`${f.held ? '  ' : '! '}${f.what.padEnd(width)}  ${f.value.padStart(14)}   bar ${f.bar}`);
  await stage.close();
  await endProcess(figures.every(f => f.held) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endProcess(1);
}
