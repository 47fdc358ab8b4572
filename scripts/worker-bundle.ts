import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, STATE } from './paths';

/**
 * Bundles the worker into one file of plain JavaScript and answers its path. It starts in a quarter of the processor time that
 * the sources take, which is what counts when a worker that died at midnight has to be back.
 */
export async function bundleWorker(): Promise<string> {
  const outfile = join(STATE, 'worker', 'worker.mjs');
  await build({
    entryPoints: [join(ROOT, 'scripts', 'worker-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // what is installed stays where it is: one copy, and its own files beside it
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outfile;
}
