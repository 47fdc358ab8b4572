import { database } from '../db';
import { env } from '../env';
import { log } from '../log';
import { listenForChanges } from './listen';
import { allowMusicKit } from './policy.mjs';

/** Checks the settings (throws with a sentence each) and begins to listen. A database that is not there yet is waited for. */
export function startServer(): void {
  const { appleMusic } = env();
  allowMusicKit(
    appleMusic && { script: new URL(appleMusic.musicKitUrl).origin, api: new URL(appleMusic.apiUrl).origin },
  );
  void connect(1);
}

async function connect(attempt: number): Promise<void> {
  try {
    await listenForChanges(database().client);
  } catch (error) {
    log.error('page_cache.listen', error, { attempt });
    setTimeout(() => void connect(attempt + 1), Math.min(500 * attempt, 5_000)).unref();
  }
}
