import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { guard } from './guard';
import { onShutdown } from './lifetime';
import { ROOT } from './paths';

const GRACE_MS = 6_000;
const REMEMBERED_LINES = 80;

export interface StartOptions {
  /** Put before each line of output, and named in errors. */
  name: string;
  /** Arguments for this very Node. */
  args: string[];
  /** Added to this process's own environment. */
  env?: Record<string, string>;
  /** `prefixed` shows every line, `quiet` only remembers the last ones, `raw` hands the terminal over. */
  output?: 'prefixed' | 'quiet' | 'raw';
}

/** A program that runs beside this script and ends with it, however this script ends. */
export interface Running {
  name: string;
  /** Resolves once, with the exit code; 1 when it was killed or could not start. */
  exited: Promise<number>;
  /** The last lines it wrote, for an error message. Empty with `raw` output. */
  tail: () => string;
  /** Calls `listener` with every line, from the first one on. Needs an output other than `raw`. */
  onLine: (listener: (line: string) => void) => void;
  /** Asks its whole process group to end, and insists after six seconds. */
  stop: () => Promise<void>;
}

/** Starts a Node program in a process group of its own. Relative file names are looked up from the checkout's root. */
export function startNode({ name, args, env = {}, output = 'prefixed' }: StartOptions): Running {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: process.platform !== 'win32',
    stdio: output === 'raw' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  const lines: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  const heard = (line: string) => {
    lines.push(line);
    if (lines.length > REMEMBERED_LINES) lines.shift();
    for (const listener of listeners) listener(line);
    if (output === 'prefixed') console.log(`${name} | ${line}`);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', heard);
  }
  const release = child.pid === undefined ? () => {} : guard({ target: groupOf(child.pid), signal: 'SIGTERM' });
  const exited = new Promise<number>(resolve => {
    child.once('error', error => {
      heard(error.message);
      resolve(1);
    });
    child.once('close', code => resolve(code ?? 1));
  }).finally(release);
  const stop = () => stopGroup(child, exited).finally(forget);
  const forget = onShutdown(stop);
  void exited.then(forget);
  return {
    name,
    exited,
    tail: () => lines.join('\n'),
    onLine: listener => {
      lines.forEach(listener);
      listeners.push(listener);
    },
    stop,
  };
}

/** Resolves with the first line that matches. Rejects when the program ends or `limitMs` passes before that. */
export function waitForLine(running: Running, pattern: RegExp, limitMs: number): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${running.name} ${what}. Its last words:\n${running.tail()}`));
    const timer = setTimeout(() => fail(`was not ready within ${Math.round(limitMs / 1000)} s`), limitMs);
    running.onLine(line => {
      const match = pattern.exec(line);
      if (match) resolve(match);
      if (match) clearTimeout(timer);
    });
    void running.exited.then(code => {
      clearTimeout(timer);
      fail(`ended early with code ${code}`);
    });
  });
}

/** Resolves once `url` answers 200. Rejects when the program ends or `limitMs` passes before that. */
export async function waitForAnswer(running: Running, url: string, limitMs: number): Promise<void> {
  const limit = performance.now() + limitMs;
  let last = 'no answer';
  const gone = running.exited.then(code => `ended early with code ${code}`);
  while (performance.now() < limit) {
    last = await answer(url);
    if (last === '') return;
    const ended = await Promise.race([gone, sleep(100)]);
    if (ended !== undefined) throw new Error(`${running.name} ${ended}. Its last words:\n${running.tail()}`);
  }
  throw new Error(`${running.name} did not come up: ${url} gives ${last}. Its last words:\n${running.tail()}`);
}

/** The path of a development tool's own program, for `startNode`: no shell and no npx between us and its signals. */
export function toolPath(packageName: string, program: string): string {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[program];
  if (path === undefined) throw new Error(`The package ${packageName} has no program named ${program}.`);
  return join(folder, path);
}

async function answer(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    await response.arrayBuffer();
    return response.status === 200 ? '' : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function groupOf(pid: number): number {
  return process.platform === 'win32' ? pid : -pid;
}

async function stopGroup(child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, 'SIGTERM');
  const late = await Promise.race([exited.then(() => false), sleep(GRACE_MS, true, { ref: false })]);
  // Also when the leader is gone: what it started may have outlived it.
  signalGroup(child.pid, 'SIGKILL');
  if (late) await exited;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/f', '/t'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is already empty.
  }
}
