import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import type { Crew } from './crew';
import { judge } from './judge';
import { seededRandom } from './random';
import { onStage, untilSettled, type Bench } from './scene';

const SIZES = {
  full: { fans: 100_000, kills: 20, spreadMs: 25_000, withinS: 60, workers: 4 },
  small: { fans: 2_000, kills: 3, spreadMs: 2_500, withinS: 15, workers: 2 },
};
/** Four lanes of a hundred rows (`lib/release-day/drain.ts`): what a worker may have called for and not yet written when it dies. */
const UNWRITTEN = 400;

/** `kill -9` of random workers in the middle of a release. */
export function kill(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, kills, spreadMs, withinS, workers } = SIZES[bench.size];
  return onStage(bench, 'kill', async scene => {
    bench.say(`kill: seeding ${fans} fans whose access was fetched ahead`);
    const release = await scene.release(fans, 'ahead');
    await scene.sandbox.setLatency(10);
    const crew = scene.crew();
    await crew.start(workers);
    await scene.turn([release], 2_000);
    const before = { ...scene.cpu(), workers: crew.cpuSeconds() };
    const random = seededRandom(bench.seed);
    const moments = Array.from({ length: kills }, () => release.moment + random() * spreadMs).toSorted((a, b) => a - b);
    const killed = killAt(crew, moments, random);
    await untilSettled(bench, scene, 'kill', fans, (withinS + 60) * 1000);
    bench.say(`kill: ${await killed} kills done`);
    const after = { ...scene.cpu(), workers: crew.cpuSeconds() };
    const found = await judge(scene, release);
    bench.say(
      `kill: processor s: workers ${(after.workers - before.workers).toFixed(1)}, sandbox ${(after.sandbox - before.sandbox).toFixed(1)}, postgres ${(after.postgres - before.postgres).toFixed(1)}; ${JSON.stringify(found.verdict.statuses)} ${JSON.stringify(found.states)}`,
    );
    return [
      exactly(0, { what: 'kill: lost', value: found.lost }),
      exactly(0, { what: 'kill: unexpected', value: found.unexpected }),
      atMost(
        kills * UNWRITTEN,
        { what: 'kill: duplicated (extra calls)', value: found.duplicated, oracle: '0' },
        `${kills} kills x 4 lanes x 100 rows called for and not written`,
      ),
      atMost(3, { what: 'kill: most calls for one fan', value: found.verdict.byFanMax, oracle: '1' }),
      seen({ what: 'kill: recovered', value: found.recovered }),
      atMost(withinS, { what: 'kill: all saved and written', value: found.settledMs / 1000, unit: 's' }),
      seen({ what: 'kill: last save after the moment', value: found.lastSaveMs / 1000, unit: 's' }),
      exactly(0, { what: 'kill: unexplained in the ledger', value: found.unexplained }),
    ];
  });
}

/** Kills a random worker at each of these instants (epoch ms) and starts another. Only a worker that is at work is worth killing: while none is, the kill waits. */
export async function killAt(
  crew: Crew,
  moments: readonly number[],
  random: () => number,
  onKill: () => void = () => {},
): Promise<number> {
  for (const moment of moments) {
    await sleep(Math.max(0, moment - Date.now()));
    let up = crew.workers.filter(worker => worker.isUp());
    for (; up.length === 0; up = crew.workers.filter(worker => worker.isUp())) await sleep(20);
    const victim = up[Math.floor(random() * up.length)];
    if (!victim) continue;
    onKill();
    await crew.kill(victim);
    crew.add();
  }
  return moments.length;
}
