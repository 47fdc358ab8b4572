import { readEnv, type Env } from '../lib/env';
import { localEnv, withDatabase } from './local-env';

/** `variables` is what `env` was read from, for a process that this one starts. */
type CommandSettings = { env: Env; variables: Record<string, string>; stop: () => Promise<void> };

/**
 * The settings of a command: the environment's, and for what it leaves open a local run's own secrets and the embedded database.
 * With DATABASE_URL set nothing local is made up. Exits with a sentence for each variable that is missing or malformed.
 */
export async function commandSettings(): Promise<CommandSettings> {
  const production = Boolean(process.env['DATABASE_URL']);
  const local = production
    ? null
    : await withDatabase({ ...localEnv(), APP_URL: 'http://127.0.0.1:3000', SPOTIFY_TIER: 'off' });
  const variables = { ...local?.env, ...process.env } as Record<string, string>;
  const read = readEnv(variables);
  if (!read.ok) {
    for (const problem of read.problems) console.error(problem);
    await local?.stop();
    process.exit(1);
  }
  return { env: read.env, variables, stop: async () => local?.stop() };
}
