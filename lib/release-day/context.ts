import { randomUUID } from 'node:crypto';
import { clock } from '../clock';
import { databaseNow, type OpenDatabase } from '../db';
import { savingDsps } from '../dsp/registry';
import type { Env } from '../env';
import { log } from '../log';
import { bulletinOf } from './bulletin';
import type { WorkerContext } from './types';

/** An adapter's own time-out is ten seconds. */
const CALL_LIMIT_MS = 12_000;

/** Adapters remember their app token, so each process keeps one set, on the time of the database that was asked last. */
type Kept = { dsps: WorkerContext['dsps']; time: { offset: number } };
const kept = new WeakMap<Env, Kept>();

function keptFor(env: Env): Kept {
  const known = kept.get(env);
  if (known) return known;
  const time = { offset: clock.now() - performance.now() };
  // An HTTP date in a Retry-After is an instant: held against a clock that is a day off it would be a day's wait, or none.
  const now = () => performance.now() + time.offset;
  const made = { dsps: savingDsps(env, now), time };
  kept.set(env, made);
  return made;
}

/**
 * A context for one run of the drain. Its time is the database's, counted on from one look at it by a clock that nobody sets, so
 * that a machine whose clock is off, or is put right in mid-run, does nothing early.
 */
export async function workerContext(database: OpenDatabase, env: Env): Promise<WorkerContext> {
  const bulletin = bulletinOf(database);
  const { dsps, time } = keptFor(env);
  const asked = performance.now();
  const then = await databaseNow(database.db);
  // the answer's age counts against us: never ahead of the database
  const offset = then - performance.now();
  time.offset = offset;
  if (performance.now() - asked > 2_000) log.info('worker.slow_database', { ms: performance.now() - asked });
  return {
    db: database.db,
    ring: env.keyRing,
    dsps,
    owner: randomUUID(),
    now: () => performance.now() + offset,
    jitter: Math.random,
    bulletin,
    callLimitMs: CALL_LIMIT_MS,
  };
}
