import { database, databaseNow } from '../db';

/** Whether the database answers, and its time (epoch ms): the clock that every release moment is held against. */
export async function databasePulse(): Promise<
  { ok: true; databaseTime: number } | { ok: false; database: 'unreachable' }
> {
  try {
    return { ok: true, databaseTime: await databaseNow(database().db) };
  } catch {
    return { ok: false, database: 'unreachable' };
  }
}
