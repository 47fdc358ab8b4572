import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../lib/db';
import { drain } from '../../lib/release-day/drain';
import { makeCampaign } from '../../lib/testing/campaigns';
import { fakeDsp, testContext, testRing } from '../../lib/testing/worker';
import { seedPresaves } from '../bench-seed';
import { atLeast, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, untilSettled, type Bench } from './scene';

const SIZES = { full: { fans: 20_000, workers: 8, rows: 40_000 }, small: { fans: 1_000, workers: 4, rows: 5_000 } };
const DRAINS = 8;
const LEAST_PER_SECOND = 5_000;
/** Six lanes of each drain hold one connection, and the housekeeping takes its own. */
const CONNECTIONS = 70;

/** Eight workers (half as many in a small run) on one release, none of them killed; then eight drains in one process against a DSP that takes no time. */
export async function many(bench: Bench): Promise<ReleaseDayFigure[]> {
  return [...(await manyWorkers(bench)), ...(await instantDsp(bench))];
}

function manyWorkers(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, workers } = SIZES[bench.size];
  return onStage(bench, 'many', async scene => {
    bench.say(`many: ${fans} fans, ${workers} workers`);
    const release = await scene.release(fans, 'ahead');
    await scene.sandbox.setLatency(10);
    const crew = scene.crew();
    await crew.start(workers);
    await scene.turn([release], 2_000);
    await untilSettled(bench, scene, 'many', fans, 120_000);
    const { verdict, ...found } = await judge(scene, release);
    return [
      exactly(fans, { what: 'many: save calls', value: verdict.saveCalls }),
      exactly(1, { what: 'many: most calls for one fan', value: verdict.byFanMax }),
      exactly(0, { what: 'many: lost', value: found.lost }),
      exactly(0, { what: 'many: unexpected', value: found.unexpected }),
      exactly(0, { what: 'many: unexplained in the ledger', value: found.unexplained }),
      seen({ what: 'many: all saved and written', value: found.settledMs / 1000, unit: 's' }),
    ];
  });
}

async function instantDsp(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { rows } = SIZES[bench.size];
  bench.say(`many: ${rows} rows, ${DRAINS} drains in one process, a DSP in no time`);
  const made = await bench.server.create('instant');
  const database = openDatabase(made.url, { max: CONNECTIONS });
  try {
    const campaign = await makeCampaign(database.db, 5);
    const fans = Array.from({ length: rows }, (_, i) => ({
      key: `fan${i}`,
      refreshToken: randomUUID(),
      access: { token: `access${i}`, expiresAt: Date.now() + 3_600_000 },
    }));
    await seedPresaves(database.client, testRing, { campaignId: campaign.id, territory: 'GB', readiness: 3, fans });
    await database.client`vacuum analyze presaves, grants`;
    const { dsp, calls } = fakeDsp();
    const began = performance.now();
    await Promise.all(
      Array.from({ length: DRAINS }, () => drain(testContext(database.db, dsp), { budgetMs: 120_000 })),
    );
    const seconds = (performance.now() - began) / 1000;
    const speed = { what: 'many: claimed and settled', value: Math.round(rows / seconds), unit: 'rows/s' };
    return [
      exactly(rows, { what: 'many: calls of the instant DSP', value: calls.saved.length }),
      exactly(rows, { what: 'many: fans of the instant DSP', value: new Set(calls.saved).size }),
      // In a small run other scenarios have the processor.
      bench.size === 'full' ? atLeast(LEAST_PER_SECOND, speed) : seen(speed, `full size: >= ${LEAST_PER_SECOND}`),
    ];
  } finally {
    await database.close();
    await made.drop();
  }
}
