import { sql } from 'drizzle-orm';
import type { Drained } from './drain';
import type { DspRun } from './dsp-run';
import { expirePresaves } from './expire';
import { rescueStranded } from './rescue';
import { turnPhases } from './turn';
import type { WorkerContext } from './types';

const RESCUE_AT_ONCE = 1_000;
const EXPIRE_AT_ONCE = 1_000;

/** What has to be looked at again and again beside the saves: phases, markets, stranded rows, grants that are over, the counts. */
export async function keepHouse(
  ctx: WorkerContext,
  runs: readonly DspRun[],
  done: Drained,
  stop: AbortSignal,
): Promise<void> {
  done.turned.push(...(await turnPhases(ctx)));
  done.rescued += await rescueStranded(ctx, RESCUE_AT_ONCE);
  await expirePresaves(ctx, EXPIRE_AT_ONCE);
  await ctx.db.execute(sql`select fold_counts()`);
  const opened = stop.aborted ? [] : await Promise.all(runs.map(run => run.openMarkets()));
  done.opened += opened.reduce((sum, n) => sum + n, 0);
}
