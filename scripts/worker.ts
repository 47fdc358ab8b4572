import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../lib/db';
import { log } from '../lib/log';
import { workerContext } from '../lib/release-day/context';
import { drain } from '../lib/release-day/drain';
import { commandSettings } from './settings';

/** A drain of this length, then a new look at the clock and the pace of things. */
const ROUND_MS = 60_000;
/** Between rounds that found nothing. */
const IDLE_MS = 2_000;

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

const { env, stop } = await commandSettings();
const database = openDatabase(env.databaseUrl);
log.info('worker.started');
while (!stopping.signal.aborted) {
  try {
    const done = await drain(await workerContext(database.db, env), { budgetMs: ROUND_MS, signal: stopping.signal });
    if (done.claimed > 0 || done.turned.length > 0) log.info('worker.drained', { ...done, turned: done.turned.length });
    if (done.claimed > done.retrying) continue;
  } catch (error) {
    log.error('worker.drain', error);
  }
  await sleep(IDLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
}
await database.close();
await stop();
log.info('worker.stopped');
