import { join } from 'node:path';
import { withLock } from './lock';
import { STATE } from './paths';
import type { ReleaseDayFigure } from './release-day/figure';
import { fairness } from './release-day/fairness';
import { kill } from './release-day/kill';
import { limits } from './release-day/limits';
import { many } from './release-day/many';
import type { Bench } from './release-day/scene';
import { restarts } from './release-day/restarts';
import { rotation } from './release-day/rotation';
import { stop } from './release-day/stop';
import { storm } from './release-day/storm';
import { startBenchServer } from './release-day/server';

const SCENARIOS: Record<string, (bench: Bench) => Promise<ReleaseDayFigure[]>> = {
  kill,
  many,
  fairness,
  limits,
  restarts,
  stop,
  rotation,
  storm,
};

/** What is asked for on the command line. */
export type ReleaseDayOptions = { size: string; only: string | undefined; seed: string };

/**
 * The judge of the release day: plays each scenario against a sandbox, a PostgreSQL and worker processes of its own, and reads
 * what became of it from the sandbox and the database alone. Answers whether every figure holds.
 */
export async function benchReleaseDay({ size, only, seed }: ReleaseDayOptions): Promise<boolean> {
  if (size !== 'full' && size !== 'small') throw new Error('--size is full or small.');
  const names = only?.split(',') ?? Object.keys(SCENARIOS);
  const unknown = names.filter(name => !SCENARIOS[name]);
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${Object.keys(SCENARIOS).join(', ')}.`);
  return withLock(join(STATE, 'bench-release-day.lock'), async () => {
    const began = performance.now();
    const seconds = () => ((performance.now() - began) / 1000).toFixed(0).padStart(4);
    const say = (text: string) => console.log(`${seconds()} s  ${text}`);
    const bench: Bench = { server: await startBenchServer(), size, seed: Number(seed), say };
    const figures: ReleaseDayFigure[] = [];
    for (const name of names) {
      const done = (await SCENARIOS[name]?.(bench)) ?? [];
      for (const figure of done) say(line(figure, 0));
      figures.push(...done);
    }
    const width = Math.max(...figures.map(figure => figure.what.length));
    console.log(`\nrelease day, size ${size}, seed ${seed}; ! falls short`);
    for (const figure of figures) console.log(line(figure, width));
    say(figures.every(figure => figure.held) ? 'all held' : 'some fall short');
    return figures.every(figure => figure.held);
  });
}

function line({ what, value, bar, oracle, held }: ReleaseDayFigure, width: number): string {
  const ideal = oracle && `   oracle ${oracle}`;
  return `${held ? '  ' : '! '}${what.padEnd(width)}  ${value.padStart(12)}   bar ${bar}${ideal}`;
}
