import { setTimeout as sleep } from 'node:timers/promises';
import { exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, untilSettled, type Bench } from './scene';

const SIZES = {
  full: { fans: 5_000, stormMs: 60_000, workers: 4 },
  small: { fans: 500, stormMs: 10_000, workers: 2 },
};
/** A worker that waits twice as long each time has waited at most so much too long when a storm is over, and then saves. */
const AFTERWARDS_MS = 150_000;

/** Just after the release moment the token route begins to tell everybody that the permission is void, for a minute. */
export function storm(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, stormMs, workers } = SIZES[bench.size];
  return onStage(bench, 'storm', async scene => {
    bench.say(`storm: ${fans} fans, ${stormMs / 1000} s of invalid_grant`);
    const release = await scene.release(fans, 'no');
    await scene.sandbox.setLatency(10);
    const crew = scene.crew();
    await crew.start(workers);
    await scene.turn([release], 1_000);
    // Not before the market is open: the storm would keep the catalogue's token back as well, and nobody would be tried.
    while (Object.keys(await scene.sandbox.library(release.uri)).length < fans / 100) await sleep(20);
    const over = Date.now() + stormMs;
    await scene.sandbox.setFaults([
      { route: '^POST /accounts/api/token$', forMs: stormMs, fault: { kind: 'invalid_grant' } },
    ]);
    await untilSettled(bench, scene, 'storm', fans, stormMs + AFTERWARDS_MS);
    const found = await judge(scene, release);
    const [row] = await scene.database.client<{ n: number }[]>`
      select count(distinct presave_id)::int as n from ledger where to_state in ('needs_reconnect', 'refused', 'expired')`;
    const refusals = await scene.sandbox.calls({ route: '^POST /accounts/api/token$' });
    return [
      seen({ what: 'storm: refreshes refused', value: refusals.filter(call => call.fault === 'invalid_grant').length }),
      exactly(0, { what: 'storm: permissions destroyed unsaved', value: row?.n ?? -1 }),
      exactly(0, { what: 'storm: lost', value: found.lost }),
      exactly(0, { what: 'storm: unexpected', value: found.unexpected }),
      exactly(0, { what: 'storm: duplicated', value: found.duplicated }),
      exactly(0, { what: 'storm: unexplained in the ledger', value: found.unexplained }),
      seen({
        what: 'storm: all saved after its end',
        value: (release.moment + found.settledMs - over) / 1000,
        unit: 's',
      }),
    ];
  });
}
