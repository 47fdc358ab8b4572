import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxClient, type ClientInput, type SandboxClient } from '../../e2e/sandbox/client';
import { openDatabase, type OpenDatabase } from '../../lib/db';
import { readEnv, type Env } from '../../lib/env';
import { makeCampaign } from '../../lib/testing/campaigns';
import { seedPresaves } from '../bench-seed';
import { localEnv } from '../local-env';
import { childWith, cpuSeconds } from './cpu';
import { Crew } from './crew';
import { startDsp } from './dsp';
import type { BenchServer } from './server';

/** What all scenarios are run with. */
export type Bench = {
  server: BenchServer;
  size: 'full' | 'small';
  seed: number;
  say: (text: string) => void;
};

/** A campaign with its fans. `moment` (epoch ms) is there once it has been set. */
export type Release = { id: string; uri: string; albumId: string; fans: string[]; moment: number };

/** How fans are held: nothing but the refresh token (`no`), or an access token fetched ahead. Both are past the preparation. */
export type Access = 'ahead' | 'no';

/** A stage of its own for one scenario: database, sandbox, workers. */
export type Scene = {
  env: Env;
  url: string;
  database: OpenDatabase;
  sandbox: SandboxClient;
  /** The environment of a worker here; `change` is put over it. */
  workerEnv: (change?: Record<string, string>) => Record<string, string>;
  crew: (change?: Record<string, string>) => Crew;
  release: (fans: number, access: Access) => Promise<Release>;
  /** Sets the moment of releases to so many ms from now, here and in the sandbox's catalogue. */
  turn: (releases: readonly Release[], inMs: number) => Promise<void>;
  cpu: () => { sandbox: number; postgres: number };
};

const FAR_MS = 30 * 86_400_000;
const APP_URL = 'http://127.0.0.1:3000';

/** Sets a stage, plays `play` on it and clears it away, whatever happens. */
export async function onStage<T>(
  bench: Bench,
  name: string,
  play: (scene: Scene) => Promise<T>,
  client: Partial<ClientInput> = {},
): Promise<T> {
  const local = localEnv();
  const [made, server] = await Promise.all([bench.server.create(name), startDsp()]);
  const vars = {
    ...local,
    SPOTIFY_ACCOUNTS_URL: `${server.url}/accounts`,
    SPOTIFY_API_URL: `${server.url}/api`,
    DATABASE_URL: made.url,
    APP_URL,
    SPOTIFY_TIER: 'extended',
  };
  const read = readEnv(vars);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const database = openDatabase(made.url, { max: 4 });
  const sandbox = sandboxClient(server.url);
  const crews: Crew[] = [];
  try {
    await sandbox.createClient({
      id: local.SPOTIFY_CLIENT_ID,
      secret: local.SPOTIFY_CLIENT_SECRET,
      mode: 'extended',
      ...client,
    });
    const workerEnv = (change = {}) => ({ ...vars, ...change });
    const context = { env: read.env, url: made.url, database, sandbox, workerEnv };
    let releases = 0;
    return await play({
      ...context,
      crew: change => {
        const crew = new Crew(workerEnv(change));
        crews.push(crew);
        return crew;
      },
      release: (fans, access) => makeRelease(context, (releases += 1), fans, access),
      turn: (all, inMs) => turn(context, all, inMs),
      cpu: () => ({
        sandbox: cpuSeconds(childWith('--port', String(server.port))),
        postgres: cpuSeconds(bench.server.pid(), { family: true }),
      }),
    });
  } finally {
    await Promise.all(crews.map(crew => crew.stop()));
    await database.close();
    await server.stop();
    await made.drop();
  }
}

type Context = Pick<Scene, 'env' | 'database' | 'sandbox'>;

async function makeRelease({ env, database, sandbox }: Context, n: number, count: number, access: Access) {
  const albumId = `bench${n}`.padStart(22, '0');
  const uri = `spotify:album:${albumId}`;
  const moment = Date.now() + FAR_MS;
  // A sandbox that takes whatever comes early is the one that shows it.
  await sandbox.createRelease({
    id: albumId,
    name: 'Title',
    artist: 'Artist',
    availableAt: moment,
    // Made up from that moment otherwise, which is moved to today.
    releaseDate: '2026-01-01',
    putBeforeRelease: 'accepted',
  });
  const { id } = await makeCampaign(database.db, -FAR_MS / 1000);
  await database.client`update campaign_services set uri = ${uri} where campaign_id = ${id}`;
  const fans = await sandbox.createFans({ count, prefix: `f${n}-`, country: 'GB' });
  const grant = { fans, client: env.spotify?.clientId ?? '', scopes: ['user-library-modify'] };
  const issued =
    access === 'ahead'
      ? await sandbox.issueGrantsWithAccess(grant)
      : { refreshTokens: await sandbox.issueGrants(grant), accessTokens: {} };
  await seedPresaves(database.client, env.keyRing, {
    campaignId: id,
    territory: 'GB',
    readiness: 3,
    fans: fans.map(fan => ({
      key: fan,
      refreshToken: issued.refreshTokens[fan] ?? '',
      access: issued.accessTokens[fan],
    })),
  });
  await database.client`vacuum analyze presaves, grants`;
  return { id, uri, albumId, fans, moment };
}

async function turn({ database, sandbox }: Context, releases: readonly Release[], inMs: number): Promise<void> {
  const moment = Date.now() + inMs;
  for (const release of releases) {
    await sandbox.changeRelease(release.albumId, { availableAt: moment });
    await database.client`update campaigns set release_at = to_timestamp(${moment / 1000}) where id = ${release.id}`;
    release.moment = moment;
  }
}

/** Waits until no pre-save waits any more, saying every five seconds how far it is. Answers whether that came within `limitMs`. */
export async function untilSettled(
  bench: Bench,
  { database }: Scene,
  what: string,
  total: number,
  limitMs: number,
): Promise<boolean> {
  const limit = performance.now() + limitMs;
  let told = performance.now();
  while (performance.now() < limit) {
    const [row] = await database.client<{ waits: boolean }[]>`
      select exists(select 1 from presaves where state in ('held', 'saving')) as waits`.catch(() => [{ waits: true }]);
    if (row?.waits === false) return true;
    if (performance.now() - told > 5_000) {
      told = performance.now();
      const [count] = await database.client<{ n: number }[]>`
        select count(*)::int as n from presaves where state = 'saved'`.catch(() => []);
      if (count) bench.say(`${what}: ${count.n} of ${total} saved`);
    }
    await sleep(250);
  }
  return false;
}
