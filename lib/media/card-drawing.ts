import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import type { CardRequest } from './share-card';

/** For the first card of a process, its start-up included; generous, because a campaign is saved once and its machine may be busy. */
const START_MS = 30_000;
/** For every further one. */
const NEXT_MS = 8_000;
const MEMORY_MB = 512;
/** A drawing process that dies loses one card; one that keeps dying is not started for ever. */
const MAX_STARTS = 4;

/** One drawing process at a time: it is the largest thing this program does. */
const one = pLimit(1);

// From a script this file stands beside the process's; inside a Next bundle import.meta.url points into the bundle, and there the
// working directory is the checkout. Joined, not `new URL`, which a bundler would take for an asset.
const SCRIPT = [dirname(fileURLToPath(import.meta.url)), join(process.cwd(), 'lib', 'media')]
  .map(folder => join(folder, 'card-process.tsx'))
  .find(file => existsSync(file));

/**
 * Draws cards in a process of their own and resolves with a PNG for each, or null for one that could not be drawn: it failed,
 * took longer than its time, or reached for the network. Never throws for what a card holds.
 */
export async function drawCards(requests: readonly CardRequest[]): Promise<(Buffer | null)[]> {
  return one(async () => {
    const drawn: (Buffer | null)[] = [];
    for (let starts = 0; drawn.length < requests.length && starts < MAX_STARTS; starts++) {
      drawn.push(...(await drawSome(requests.slice(drawn.length))));
      // Whatever it was busy with when it ended is not tried again.
      if (drawn.length < requests.length) drawn.push(null);
    }
    return requests.map((_, i) => drawn[i] ?? null);
  });
}

/** One process: as many cards as it managed, in order. */
function drawSome(requests: readonly CardRequest[]): Promise<(Buffer | null)[]> {
  if (!SCRIPT) return Promise.resolve(requests.map(() => null));
  const root = join(dirname(SCRIPT), '..', '..');
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, '--import', 'tsx', SCRIPT], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
    // No secret of ours goes where foreign text is laid out.
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production' },
  });
  return new Promise(resolve => {
    const drawn: (Buffer | null)[] = [];
    const kill = () => child.kill('SIGKILL');
    let timer = setTimeout(kill, START_MS);
    let rest = '';
    child.stdout.setEncoding('latin1');
    child.stdout.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) drawn.push(line ? Buffer.from(line, 'base64') : null);
      if (lines.length === 0) return;
      clearTimeout(timer);
      timer = setTimeout(kill, NEXT_MS);
    });
    const done = () => {
      clearTimeout(timer);
      resolve(drawn.slice(0, requests.length));
    };
    child.stdin.on('error', () => undefined);
    child.on('error', done);
    child.on('close', done);
    child.stdin.end(JSON.stringify(requests));
  });
}
