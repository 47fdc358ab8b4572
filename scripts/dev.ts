// npm run dev: database, DSP sandbox and `next dev`; nothing to set up and nothing left behind.
import { endProcess } from './lifetime';
import { localEnv, withDatabase } from './local-env';
import { freePort } from './ports';
import { startNode, toolPath } from './processes';
import { artistCallback, registerClient, spotifyCallback, startSandbox } from './sandbox';

const port = Number(process.env['PORT']) || (await freePort());
const url = `http://127.0.0.1:${port}`;

try {
  const { env } = await withDatabase(localEnv());
  const sandbox = await startSandbox({ output: 'prefixed' });
  const client = { id: env.SPOTIFY_CLIENT_ID, secret: env.SPOTIFY_CLIENT_SECRET };
  await registerClient(sandbox, {
    ...client,
    redirectUris: [spotifyCallback(url), artistCallback(url)],
    mode: 'extended',
  });
  const next = startNode({
    name: 'next',
    args: [toolPath('next', 'next'), 'dev', '-H', '127.0.0.1', '-p', String(port)],
    env: { ...env, ...sandbox.env, APP_URL: url, SPOTIFY_TIER: 'extended', NODE_ENV: 'development' },
    output: 'raw',
  });
  console.log(
    `Upbeat: ${url}   DSP sandbox: ${sandbox.url}   mails: ${sandbox.url}/mailbox   Ctrl-C stops everything.`,
  );
  const ended = await Promise.race([next.exited, sandbox.process.exited]);
  await endProcess(ended);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endProcess(1);
}
