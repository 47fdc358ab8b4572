import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths';

/** What to stop if this process is killed outright. A negative `target` is a process group. */
export interface Ward {
  target: number;
  signal: NodeJS.Signals;
  /** Stop it only while this file's first line is the target's id. */
  pidFile?: string;
  /** Leave it running while a live process has a file named by its id here. */
  usersDir?: string;
}

let reaper: ChildProcess | undefined;

/**
 * Makes sure that `ward` does not outlive this process even after `kill -9`.
 * @returns a function that takes the guard back, to be called once the thing has ended.
 */
export function guard(ward: Ward): () => void {
  tell({ add: ward });
  return () => tell({ remove: ward.target });
}

function tell(message: { add?: Ward; remove?: number }): void {
  reaper ??= startReaper();
  if (reaper.stdin?.writable) reaper.stdin.write(`${JSON.stringify(message)}\n`);
}

function startReaper(): ChildProcess {
  // Its own session: a Ctrl-C or a killed process group must not take the reaper along.
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'reaper.mjs')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { NODE_ENV: 'production', PATH: process.env['PATH'] },
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  // The pipe would otherwise keep a finished script alive.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child;
}
