import { randomUUID } from 'node:crypto';
import { clock } from '../clock';
import { databaseNow, type Db } from '../db';
import { savingDsps } from '../dsp/registry';
import type { Env } from '../env';
import type { WorkerContext } from './types';

/** Adapters remember their app token, so each process keeps one set. */
const kept = new WeakMap<Env, WorkerContext['dsps']>();

function dspsOf(env: Env): WorkerContext['dsps'] {
  const dsps = kept.get(env) ?? savingDsps({ spotify: env.spotify && { ...env.spotify, now: clock.now } });
  kept.set(env, dsps);
  return dsps;
}

/** A context for one run of the drain: its time is the database's, so a machine whose clock is off does nothing early. */
export async function workerContext(db: Db, env: Env): Promise<WorkerContext> {
  const offset = (await databaseNow(db)) - clock.now();
  const now = () => clock.now() + offset;
  return {
    db,
    ring: env.keyRing,
    dsps: dspsOf(env),
    owner: randomUUID(),
    now,
    jitter: Math.random,
  };
}
