import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenDatabase } from '../lib/db';
import type { Env } from '../lib/env';
import { log } from '../lib/log';
import { workerContext } from '../lib/release-day/context';
import { drain } from '../lib/release-day/drain';
import { openWorkerDatabase } from '../lib/release-day/worker-database';
import { endProcess, onShutdown } from './lifetime';
import { commandSettings } from './settings';

/** A drain of this length, then a new look at the clock and the gates. */
const ROUND_MS = 60_000;
/** Between rounds that found nothing. */
const IDLE_MS = 1_000;

async function work(database: OpenDatabase, env: Env, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const done = await drain(await workerContext(database, env), { budgetMs: ROUND_MS, signal });
      if (done.claimed > 0 || done.prepared > 0 || done.turned.length > 0)
        log.info('worker.drained', { ...done, turned: done.turned.length });
      if (done.claimed > done.retrying) continue;
    } catch (error) {
      log.error('worker.drain', error);
    }
    await sleep(IDLE_MS, undefined, { signal }).catch(() => undefined);
  }
}

const { env } = await commandSettings();
const database = openWorkerDatabase(env.databaseUrl);
const stopping = new AbortController();
log.info('worker.started');
const working = work(database, env, stopping.signal);
onShutdown(async () => {
  stopping.abort();
  await working;
  await database.close();
  log.info('worker.stopped');
});
await working;
await endProcess(0);
