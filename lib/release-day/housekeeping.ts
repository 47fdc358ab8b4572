import { sql } from 'drizzle-orm';
import { keepNumbers } from '../analytics/keep';
import { isDatabaseAway } from '../db';
import { log } from '../log';
import type { Drained } from './drain';
import { expirePresaves } from './expire';
import { forgetFans } from './forget';
import { rescueStranded } from './rescue';
import { noteDrain } from './seen';
import { turnPhases } from './turn';
import type { WorkerContext } from './types';

const RESCUE_AT_ONCE = 1_000;
const EXPIRE_AT_ONCE = 1_000;
const FORGET_AT_ONCE = 1_000;

/** What has to be looked at again and again beside the saves, whatever the DSP: phases, stranded rows, grants that are over, fans to forget, the counts, the numbers. */
export async function keepHouse(ctx: WorkerContext, done: Drained): Promise<void> {
  await noteDrain(ctx.db);
  done.turned.push(...(await turnPhases(ctx)));
  done.rescued += await rescueStranded(ctx, RESCUE_AT_ONCE);
  await expirePresaves(ctx, EXPIRE_AT_ONCE);
  await forgetFans(ctx, FORGET_AT_ONCE);
  await ctx.db.execute(sql`select fold_counts()`);
  await keepNumbers(ctx.db).catch(error => {
    if (isDatabaseAway(error)) throw error;
    // Numbers may wait; saves may not.
    log.error('numbers.keep', error);
  });
}
