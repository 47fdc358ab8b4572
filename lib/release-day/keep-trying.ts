import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db';

const PAUSE_MS = 300;

/**
 * Does what must not be lost, again and again while the database is away (a restart, a socket that died), for up to `forMs`. Only
 * for what may be done twice. Throws the last error, or at once when it is not the database's absence.
 */
export async function keepTrying<T>(act: () => Promise<T>, forMs = 12_000): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() - began > forMs) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
