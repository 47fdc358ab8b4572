import { openDatabase, type OpenDatabase } from '../db';
import { env } from '../env';

/** Four lanes a DSP, each with a transaction and at times a second statement, and the housekeeping. */
const CONNECTIONS = 16;
/** A worker's statements are short; one that hears nothing for so long has lost its server. */
const SILENCE_MS = 8_000;

/** The pool a worker runs on: its own, because a lane holds a connection while its calls are under way. The caller closes it. */
export function openWorkerDatabase(url: string): OpenDatabase {
  return openDatabase(url, { max: CONNECTIONS, silenceMs: SILENCE_MS });
}

const holder = globalThis as typeof globalThis & { upbeatWorkerDatabase?: OpenDatabase };

/** The worker's pool of a process that also serves pages. */
export function workerDatabase(): OpenDatabase {
  holder.upbeatWorkerDatabase ??= openWorkerDatabase(env().databaseUrl);
  return holder.upbeatWorkerDatabase;
}
