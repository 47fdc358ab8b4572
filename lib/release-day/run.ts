import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '../env';
import { workerContext } from './context';
import { drain, type Drained } from './drain';
import { workerDatabase } from './worker-database';

/** The cron host allows a minute; the drain keeps well within it. */
const CRON_BUDGET_MS = 50_000;
/** Less than this is not worth beginning with. */
const LEAST_BUDGET_MS = 2_000;

let running: Promise<unknown> | null = null;
let next: Promise<Drained | null> | null = null;

/**
 * One drain of this process's database within the cron's time. This process never drains twice at once: whoever calls while a
 * drain is running waits for it and shares the one after it, which sees what the first was too early for. Null when the time went
 * by in waiting.
 */
export async function runCronDrain(signal: AbortSignal): Promise<Drained | null> {
  if (running === null) return start(CRON_BUDGET_MS, signal);
  const began = performance.now();
  next ??= running.then(() => {
    next = null;
    const left = CRON_BUDGET_MS - (performance.now() - began);
    return left < LEAST_BUDGET_MS ? null : start(left, signal);
  });
  const tooLate = new AbortController();
  const late = sleep(CRON_BUDGET_MS, null, { signal: tooLate.signal }).catch(() => null);
  return Promise.race([next, late]).finally(() => tooLate.abort());
}

function start(budgetMs: number, signal: AbortSignal): Promise<Drained> {
  const run = workerContext(workerDatabase(), env()).then(ctx => drain(ctx, { budgetMs, signal }));
  running = run.catch(() => undefined).finally(() => (running = null));
  return run;
}
