import { join } from 'node:path';
import { withLock } from './lock';
import { STATE } from './paths';
import type { ReleaseDayFigure } from './release-day/figure';
import { fairness } from './release-day/fairness';
import { growth } from './release-day/growth';
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
  growth,
};
/** Played only when it is named: it measures and has no bar. */
const ON_DEMAND = 'growth';

/** A small run is to be over in a minute and looks at numbers, not at speed: most of it at once. What crashes the server is alone. */
const SMALL_ROUNDS = [
  [['storm'], ['limits'], ['kill', 'fairness'], ['many', 'stop', 'rotation']],
  [['restarts', 'growth']],
];

/** What is asked for on the command line. */
export type ReleaseDayOptions = { size: string; only: string | undefined; seed: string };

/**
 * The judge of the release day: plays each scenario against a sandbox, a PostgreSQL and worker processes of its own, and reads
 * what became of it from the sandbox and the database alone. Answers whether every figure holds.
 */
export async function benchReleaseDay({ size, only, seed }: ReleaseDayOptions): Promise<boolean> {
  if (size !== 'full' && size !== 'small') throw new Error('--size is full or small.');
  const names = only?.split(',') ?? Object.keys(SCENARIOS).filter(name => name !== ON_DEMAND);
  const unknown = names.filter(name => !SCENARIOS[name]);
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${Object.keys(SCENARIOS).join(', ')}.`);
  return withLock(join(STATE, 'bench-release-day.lock'), async () => {
    const began = performance.now();
    const seconds = () => ((performance.now() - began) / 1000).toFixed(0).padStart(4);
    const say = (text: string) => console.log(`${seconds()} s  ${text}`);
    const bench: Bench = { server: await startBenchServer(), size, seed: Number(seed), say };
    const figures: ReleaseDayFigure[] = [];
    const play = async (chain: readonly string[]) => {
      for (const name of chain) {
        const done = (await SCENARIOS[name]?.(bench)) ?? [];
        for (const figure of done) say(line(figure, 0));
        figures.push(...done);
      }
    };
    for (const round of size === 'small' ? SMALL_ROUNDS : [[names]])
      await Promise.all(round.map(chain => play(chain.filter(name => names.includes(name)))));
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
