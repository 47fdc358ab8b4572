import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxClient } from '../e2e/sandbox/client';
import { createCampaign } from '../lib/campaigns/create';
import { readCampaign } from '../lib/campaigns/schema';
import { isoInstant } from '../lib/clock';
import { openDatabase } from '../lib/db';
import { readEnv } from '../lib/env';
import { startApp } from './app';
import { localEnv, withDatabase } from './local-env';
import { ROOT } from './paths';
import { freePort } from './ports';
import { startNode, toolPath } from './processes';
import { registerClient, spotifyCallback, startSandbox } from './sandbox';

/** Database, sandbox and a production build with the empty page in it. */
export async function benchStage() {
  const local = await withDatabase(localEnv());
  const sandbox = await startSandbox();
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const vars = { ...local.env, ...sandbox.env, APP_URL: appUrl, SPOTIFY_TIER: 'extended', UPBEAT_BENCH: '1' };
  await registerClient(sandbox, {
    id: local.env.SPOTIFY_CLIENT_ID,
    secret: local.env.SPOTIFY_CLIENT_SECRET,
    redirectUris: [spotifyCallback(appUrl)],
    mode: 'extended',
  });
  console.log('building (with the empty page) ...');
  const build = startNode({
    name: 'build',
    args: [toolPath('next', 'next'), 'build'],
    env: { NODE_ENV: 'production', UPBEAT_BENCH: '1' },
    output: 'quiet',
  });
  if ((await build.exited) !== 0) throw new Error(build.tail());
  await startApp(vars, { port });
  const checked = readEnv(vars);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  const database = openDatabase(local.env.DATABASE_URL);
  return {
    appUrl,
    env: checked.env,
    database,
    sandbox: sandboxClient(sandbox.url),
    /** A campaign that is out at `at` (epoch ms), here and in the sandbox's catalogue. */
    campaign: async (at: number) => {
      const run = Math.floor(Math.random() * 36 ** 8).toString(36);
      const albumId = `bench${run}`.padStart(22, '0').slice(-22);
      const read = readCampaign({
        slug: `bench-${run}`,
        artist: 'Mira Solenne',
        title: 'Glass Harbour',
        kind: 'album',
        release: { mode: 'instant', at: isoInstant(at) },
        services: {
          spotify: { uri: `spotify:album:${albumId}` },
          appleMusic: { url: 'https://music.apple.com/gb/album/glass-harbour/1771234567' },
          deezer: {},
        },
      });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await sandboxClient(sandbox.url).createRelease({
        id: albumId,
        type: 'album',
        name: 'Glass Harbour',
        artist: 'Mira Solenne',
        availableAt: at,
      });
      const created = await createCampaign(
        database.db,
        read.campaign,
        await readFile(join(ROOT, 'e2e', 'artwork', 'midnight.jpg')),
        { draft: false },
      );
      if (created.kind === 'refused') throw new Error(JSON.stringify(created.problems));
      return { id: created.id, slug: created.slug, uri: `spotify:album:${albumId}` };
    },
    close: () => database.close(),
  };
}

export type BenchStage = Awaited<ReturnType<typeof benchStage>>;
