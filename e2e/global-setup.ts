import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTED_FANS } from './listed-fans';
import { type App, buildApp, startApp } from '../scripts/app';
import { localEnv } from '../scripts/local-env';
import { dropDatabase, ensureDatabase, migrateDatabase } from '../scripts/migrations';
import { STATE } from '../scripts/paths';
import { freePort } from '../scripts/ports';
import { startPostgres } from '../scripts/postgres';
import { registerAppleMusic } from './sandbox/apple-music/client';
import { registerPlainServices } from './sandbox/deezer/register';
import { registerOauthServices } from './sandbox/oauth-service/register';
import { type Sandbox, artistCallback, registerClient, spotifyCallback, startSandbox } from '../scripts/sandbox';

/** Undone in reverse order: what was started last may still use what was started first. */
type Undo = (() => Promise<void>)[];

interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/**
 * Starts what the browser tests need: a fresh database, the DSP sandbox and two instances of the built app that share
 * the database. Leaves their addresses in the environment and in `.upbeat/e2e.json`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const undo: Undo = [];
  const teardown = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    await buildApp({ output: 'prefixed' });
    const database = await freshDatabase();
    undo.push(database.drop);
    const sandbox = await startSandbox();
    undo.push(sandbox.stop);
    const { apps, small, cronSecret, env } = await startInstances(database, sandbox);
    undo.push(...[...apps, small].map(app => app.stop));
    announce({
      E2E_APP_URL: apps[0].url,
      E2E_APP_URL_2: apps[1].url,
      E2E_SMALL_APP_URL: small.url,
      E2E_SANDBOX_URL: sandbox.url,
      E2E_DATABASE_URL: database.url,
      E2E_CRON_SECRET: cronSecret,
      // for a test that starts an instance of its own
      E2E_APP_ENV: JSON.stringify(env),
    });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function freshDatabase(): Promise<TestDatabase> {
  const given = process.env['DATABASE_URL'];
  const server = given ? undefined : await startPostgres({ dataDir: join(STATE, 'test-pg') });
  const name = `e2e_${process.pid}_${randomBytes(4).toString('hex')}`;
  const home = given ?? server?.url('postgres') ?? '';
  const address = new URL(home);
  address.pathname = `/${name}`;
  const drop = async () => {
    await dropDatabase(home, name);
    await server?.stop();
  };
  await ensureDatabase(home, name);
  try {
    await migrateDatabase(address.href);
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: address.href, drop };
}

/**
 * Two instances with addresses of their own: a page that one of them changes must change on the other too. A third, small one is
 * another operator's, who begins today: Spotify lists five fans for it, and YouTube's units are good for three likes a day.
 */
async function startInstances(
  database: TestDatabase,
  sandbox: Sandbox,
): Promise<{ apps: [App, App]; small: App; cronSecret: string; env: Record<string, string> }> {
  const local = localEnv(join(STATE, 'e2e.env'));
  const ports = [await freePort(), await freePort()] as const;
  await registerClient(sandbox, {
    id: local.SPOTIFY_CLIENT_ID,
    secret: local.SPOTIFY_CLIENT_SECRET,
    redirectUris: ports
      .map(port => `http://127.0.0.1:${port}`)
      .flatMap(url => [spotifyCallback(url), artistCallback(url)]),
    mode: 'extended',
  });
  const appUrls = ports.map(port => `http://127.0.0.1:${port}`);
  const oauth = await registerOauthServices(sandbox.url, { appUrls, secret: local.SPOTIFY_CLIENT_SECRET });
  const apple = await registerAppleMusic(sandbox.url);
  const plain = await registerPlainServices(sandbox.url, { appUrls, secret: local.SPOTIFY_CLIENT_SECRET });
  const env = {
    ...local,
    ...sandbox.env,
    ...oauth,
    ...plain,
    ...apple,
    DATABASE_URL: database.url,
    SPOTIFY_TIER: 'extended',
  };
  const smallPort = await freePort();
  const [first, second, small] = await Promise.all([
    startApp(env, { name: 'app', port: ports[0] }),
    startApp(env, { name: 'app 2', port: ports[1] }),
    startApp(
      { ...env, ...(await smallOperator(sandbox, smallPort, local.SPOTIFY_CLIENT_SECRET)) },
      { name: 'small', port: smallPort },
    ),
  ]);
  return { apps: [first, second], small, cronSecret: local.CRON_SECRET, env };
}

/** Clients of its own, whose quotas are used up without anybody else noticing. */
async function smallOperator(sandbox: Sandbox, port: number, secret: string): Promise<Record<string, string>> {
  const url = `http://127.0.0.1:${port}`;
  const id = 'small';
  await registerClient(sandbox, {
    id,
    secret,
    redirectUris: [spotifyCallback(url)],
    mode: 'development',
    listedFans: LISTED_FANS,
  });
  const google = await registerOauthServices(sandbox.url, { appUrls: [url], secret, id });
  return { ...google, SPOTIFY_TIER: 'development', SPOTIFY_CLIENT_ID: id, YOUTUBE_UNITS: String(400 + 3 * 51) };
}

function announce(addresses: Record<string, string>): void {
  // The workers are started after this and inherit it.
  Object.assign(process.env, addresses);
  mkdirSync(STATE, { recursive: true });
  writeFileSync(join(STATE, 'e2e.json'), `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
}
