import { database } from '../db';
import { env } from '../env';
import { workerContext } from './context';
import { drain, type Drained } from './drain';

/** The cron host allows a minute; the drain keeps well within it. */
const CRON_BUDGET_MS = 50_000;

/** One drain of this process's database within the cron's time. Safe to call twice, and at once. */
export async function runCronDrain(signal: AbortSignal): Promise<Drained> {
  return drain(await workerContext(database().db, env()), { budgetMs: CRON_BUDGET_MS, signal });
}
