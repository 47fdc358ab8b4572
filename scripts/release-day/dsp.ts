import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, STATE } from '../paths';
import { freePort } from '../ports';
import { startNode, waitForLine } from '../processes';

const READY_LIMIT_MS = 30_000;
let bundled: Promise<string> | undefined;

/** A sandbox of its own for one scenario, from one bundle: a run starts a dozen of them, and each costs a second otherwise. */
export async function startDsp(): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  bundled ??= bundle();
  const [file, port] = await Promise.all([bundled, freePort()]);
  const running = startNode({ name: 'sandbox', args: [file, '--port', String(port)], output: 'quiet' });
  await waitForLine(running, /^sandbox ready /, READY_LIMIT_MS);
  return { url: `http://127.0.0.1:${port}`, port, stop: running.stop };
}

async function bundle(): Promise<string> {
  const outfile = join(STATE, 'bench', 'sandbox.mjs');
  await build({
    entryPoints: [join(ROOT, 'e2e', 'sandbox', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}
