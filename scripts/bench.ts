// npm run bench: figures of one run on one machine, each beside its bar. Ratios travel between machines, times do not.
// `-- numbers` opens ten million views beside none. `-- release-day` judges the release day instead; `--size small` in a minute, `--only kill,storm` in part.
import { parseArgs } from 'node:util';
import { benchDrain } from './bench-drain';
import { benchNumbers } from './bench-numbers';
import { benchPage } from './bench-page';
import { benchReleaseDay } from './bench-release-day';
import { benchStage } from './bench-stage';
import { endProcess } from './lifetime';

export type Figure = { what: string; value: string; bar: string; held: boolean };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '8' },
    size: { type: 'string', default: 'full' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

async function benchApp(): Promise<boolean> {
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
  return figures.every(f => f.held);
}

try {
  const [what = 'app'] = positionals;
  const benches: Record<string, () => Promise<boolean>> = {
    app: benchApp,
    numbers: benchNumbers,
    'release-day': () => benchReleaseDay({ ...values, only: values.only }),
  };
  const bench = benches[what];
  if (!bench) throw new Error(`There is no bench named ${what}: ${Object.keys(benches).join(', ')}.`);
  const held = await bench();
  await endProcess(held ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endProcess(1);
}
