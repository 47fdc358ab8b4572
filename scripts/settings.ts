import { readEnv, type Env } from '../lib/env';
import { localEnv, withDatabase } from './local-env';

/**
 * The settings of a command: the environment's, and for what it leaves open a local run's own secrets and the embedded database.
 * With DATABASE_URL set nothing local is made up. Exits with a sentence for each variable that is missing or malformed.
 */
export async function commandSettings(): Promise<{ env: Env; stop: () => Promise<void> }> {
  const production = Boolean(process.env['DATABASE_URL']);
  const local = production
    ? null
    : await withDatabase({ ...localEnv(), APP_URL: 'http://127.0.0.1:3000', SPOTIFY_TIER: 'off' });
  const read = readEnv({ ...local?.env, ...process.env });
  if (!read.ok) {
    for (const problem of read.problems) console.error(problem);
    await local?.stop();
    process.exit(1);
  }
  return { env: read.env, stop: async () => local?.stop() };
}
