import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, untilSettled, type Bench } from './scene';

const SIZES = { full: { fans: 20_000, stops: 3 }, small: { fans: 1_000, stops: 1 } };
const WITHIN_S = 10;
/** After the first calls hang and before the worker gives any of them up. */
const INTO_THE_BATCH_MS = 2_500;

/** A worker is asked to end in mid-batch, while the DSP does not answer a part of its calls. It is alone, so all leases are its own. */
export function stop(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, stops } = SIZES[bench.size];
  return onStage(bench, 'stop', async scene => {
    bench.say(`stop: ${fans} fans, a DSP that leaves 1 % of the calls hanging`);
    const release = await scene.release(fans, 'ahead');
    await scene.sandbox.setLatency(10);
    await scene.sandbox.setFaults([
      { route: '^PUT /api/v1/me/library$', share: 0.01, seed: bench.seed, fault: { kind: 'hang' } },
    ]);
    const crew = scene.crew();
    const leases = async () => {
      const [row] = await scene.database.client<{ n: number }[]>`
        select count(*)::int as n from presaves where state = 'saving' or lease_owner is not null`;
      return row?.n ?? -1;
    };
    await crew.start(1);
    await scene.turn([release], 500);
    const found = { longestMs: 0, before: 0, after: 0 };
    for (let i = 0; i < stops; i += 1) {
      if (i > 0) await crew.start(1);
      await sleep(INTO_THE_BATCH_MS);
      found.before += await leases();
      const [worker] = crew.workers;
      if (!worker) throw new Error('the worker has gone by itself');
      found.longestMs = Math.max(found.longestMs, await crew.terminate(worker));
      found.after += await leases();
    }
    await scene.sandbox.clearFaults();
    await crew.start(1);
    await untilSettled(bench, scene, 'stop', fans, 60_000);
    const { lost, unexpected, unexplained } = await judge(scene, release);
    return [
      seen({ what: 'stop: leases at the signal', value: found.before }),
      atMost(WITHIN_S, { what: 'stop: exit after SIGTERM, longest', value: found.longestMs / 1000, unit: 's' }),
      exactly(0, { what: 'stop: leases left', value: found.after }),
      exactly(0, { what: 'stop: lost in the end', value: lost }),
      exactly(0, { what: 'stop: unexpected', value: unexpected }),
      exactly(0, { what: 'stop: unexplained in the ledger', value: unexplained }),
    ];
  });
}
