import { database } from '../db';
import { env } from '../env';
import { log } from '../log';
import { workerContext } from './context';
import { drain } from './drain';

/** A fan is waiting for the next page: so long (ms), and the rest is the worker's. */
const PATIENCE_MS = 6_000;

/** Saves a pre-save whose release is already out, while the fan is on the way to the confirmation. The worker makes good whatever fails. */
export async function saveAtOnce(presaveId: string): Promise<void> {
  try {
    const { db } = database();
    await drain(await workerContext(db, env()), { budgetMs: PATIENCE_MS, only: presaveId });
  } catch (error) {
    log.error('presave.save_at_once', error);
  }
}
