import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, type Bench } from './scene';

const SIZES = { full: { big: 100_000, workers: 4 }, small: { big: 5_000, workers: 2 } };
const SMALL = 50;
/** The big campaign has been going for so long when the small one's moment comes. */
const HEAD_START_MS = 3_000;
const LIMIT_MS = 40_000;

/** A campaign of fifty whose moment comes in the middle of one that has many thousands due. Ended when the fifty are saved. */
export function fairness(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { big, workers } = SIZES[bench.size];
  return onStage(bench, 'fairness', async scene => {
    bench.say(`fairness: seeding ${big} fans of one campaign and ${SMALL} of another`);
    const crowd = await scene.release(big, 'ahead');
    const few = await scene.release(SMALL, 'ahead');
    await scene.sandbox.setLatency(10);
    const crew = scene.crew();
    await crew.start(workers);
    await scene.turn([crowd], 1_500);
    await scene.turn([few], 1_500 + HEAD_START_MS);
    const saved = async () => Object.values(await scene.sandbox.library(few.uri)).map(at => at - few.moment);
    const limit = performance.now() + LIMIT_MS;
    while ((await saved()).length < SMALL && performance.now() < limit) await sleep(250);
    await crew.stop();
    const waits = (await saved()).toSorted((a, b) => a - b);
    const found = await judge(scene, few);
    const rest = await judge(scene, crowd);
    return [
      exactly(0, { what: 'fairness: lost of the fifty', value: found.lost }),
      exactly(0, { what: 'fairness: unexpected', value: found.unexpected + rest.unexpected }),
      atMost(10, {
        what: 'fairness: p95 of the fifty after their moment',
        value: (waits[Math.ceil(SMALL * 0.95) - 1] ?? Infinity) / 1000,
        unit: 's',
      }),
      seen({ what: 'fairness: saved of the big one meanwhile', value: rest.verdict.fans }),
    ];
  });
}
