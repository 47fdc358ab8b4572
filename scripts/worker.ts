// npm run worker: keeps one worker running, on a database of one's own or the embedded one.
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../lib/log';
import { endProcess, onShutdown } from './lifetime';
import { startNode } from './processes';
import { commandSettings } from './settings';
import { bundleWorker } from './worker-bundle';

/** A worker that lived so long had a reason of its own to die; one that did not is given ever more time before the next try. */
const SOUND_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

async function keepRunning(file: string, variables: Record<string, string>): Promise<void> {
  const stopping = new AbortController();
  const stop = stopping.signal;
  let pause = FIRST_PAUSE_MS;
  while (!stop.aborted) {
    const began = performance.now();
    const worker = startNode({ name: 'worker', args: ['--enable-source-maps', file], env: variables, output: 'raw' });
    // registered after the worker's own end, so it comes first: an end that was asked for is no death
    const forget = onShutdown(() => stopping.abort());
    const code = await worker.exited;
    forget();
    if (stop.aborted) return;
    pause = performance.now() - began > SOUND_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
    log.info('worker.died', { code, againInMs: pause });
    await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
  }
}

const { variables, stop } = await commandSettings();
onShutdown(stop);
await keepRunning(await bundleWorker(), variables);
await endProcess(0);
