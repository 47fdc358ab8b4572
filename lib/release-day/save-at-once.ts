import { sql } from 'drizzle-orm';
import type { Dsp } from '../domain/dsp';
import { env } from '../env';
import { log } from '../log';
import { claimDue } from './claim';
import { workerContext } from './context';
import { saveLane } from './lane';
import { Pacer } from './pacer';
import { openMarkets } from './probe';
import type { WorkerContext } from './types';
import { workerDatabase } from './worker-database';

/** A fan is waiting for the next page: so long (ms), and the rest is the worker's. */
const PATIENCE_MS = 6_000;

/** Saves a pre-save whose release is already out, while the fan is on the way to the confirmation. The worker makes good whatever fails. */
export async function saveAtOnce(presaveId: string): Promise<void> {
  try {
    const ctx = await workerContext(workerDatabase(), env());
    const [row] = await ctx.db.execute<{ dsp: Dsp }>(sql`select dsp from presaves where id = ${presaveId}::uuid`);
    const dsp = row && ctx.dsps.get(row.dsp);
    if (dsp) await saveNow(ctx, new Pacer(ctx, dsp), presaveId);
  } catch (error) {
    log.error('presave.save_at_once', error);
  }
}

async function saveNow(ctx: WorkerContext, pacer: Pacer, presaveId: string): Promise<void> {
  const stop = AbortSignal.timeout(PATIENCE_MS);
  try {
    await openMarkets({ ctx, pacer, stop }, presaveId);
    const permit = await pacer.take(1, ctx.now() + PATIENCE_MS, stop);
    if (!permit) return;
    const jobs = await claimDue(ctx, { of: 'one', presaveId, dsp: pacer.dsp.dsp });
    if (jobs.length > 0) await saveLane({ ctx, pacer, permit, signal: stop, stop }, jobs);
    else pacer.give(permit);
  } finally {
    await pacer.close();
  }
}
