// One worker: drains until it is told to stop. `npm run worker` bundles this file and keeps it running.
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenDatabase } from '../lib/db';
import { env, type Env } from '../lib/env';
import { log } from '../lib/log';
import { workerContext } from '../lib/release-day/context';
import { drain } from '../lib/release-day/drain';
import { openWorkerDatabase } from '../lib/release-day/worker-database';
import { endProcess, onShutdown } from './lifetime';

/** A drain of this length, then a new look at the clock and the gates. */
const ROUND_MS = 60_000;
/** Between rounds that found nothing. */
const IDLE_MS = 1_000;

async function work(database: OpenDatabase, settings: Env, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const done = await drain(await workerContext(database, settings), { budgetMs: ROUND_MS, signal });
      if (done.claimed > 0 || done.looked > 0 || done.prepared > 0 || done.turned.length > 0)
        log.info('worker.drained', { ...done, turned: done.turned.length });
      if (done.claimed > done.retrying) continue;
    } catch (error) {
      log.error('worker.drain', error);
    }
    await sleep(IDLE_MS, undefined, { signal }).catch(() => undefined);
  }
}

const settings = env();
const database = openWorkerDatabase(settings.databaseUrl);
const stopping = new AbortController();
log.info('worker.started');
const working = work(database, settings, stopping.signal);
onShutdown(async () => {
  stopping.abort();
  await working;
  await database.close();
  log.info('worker.stopped');
});
await working;
await endProcess(0);
