import { randomUUID } from 'node:crypto';
import { clock } from '../clock';
import { databaseNow, type OpenDatabase } from '../db';
import { savingDsps } from '../dsp/registry';
import type { Env } from '../env';
import { log } from '../log';
import { bulletinOf } from './bulletin';
import type { WorkerContext } from './types';

/** Adapters remember their app token, so each process keeps one set. */
const kept = new WeakMap<Env, WorkerContext['dsps']>();

function dspsOf(env: Env): WorkerContext['dsps'] {
  const dsps = kept.get(env) ?? savingDsps(env, clock.now);
  kept.set(env, dsps);
  return dsps;
}

/**
 * A context for one run of the drain. Its time is the database's, counted on from one look at it by a clock that nobody sets, so
 * that a machine whose clock is off, or is put right in mid-run, does nothing early.
 */
export async function workerContext(database: OpenDatabase, env: Env): Promise<WorkerContext> {
  const bulletin = bulletinOf(database);
  const asked = performance.now();
  const then = await databaseNow(database.db);
  // the answer's age counts against us: never ahead of the database
  const offset = then - performance.now();
  if (performance.now() - asked > 2_000) log.info('worker.slow_database', { ms: performance.now() - asked });
  return {
    db: database.db,
    ring: env.keyRing,
    dsps: dspsOf(env),
    owner: randomUUID(),
    now: () => performance.now() + offset,
    jitter: Math.random,
    bulletin,
  };
}
