import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { guard } from '../guard';
import { onShutdown } from '../lifetime';
import { ROOT } from '../paths';
import { bundleWorker } from '../worker-bundle';
import { cpuSeconds } from './cpu';

/** What `npm run worker` keeps running. */
const WORKER = await bundleWorker();

const REMEMBERED_LINES = 12;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

/** A worker process. `signal` goes to its whole process group. */
export type Worker = {
  pid: number;
  /** Resolves when it says that it works; rejects when it ends before. */
  started: Promise<void>;
  isUp: () => boolean;
  exited: Promise<number | null>;
  signal: (signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT') => void;
  tail: () => string;
};

/** Worker processes of one scenario, as `npm run worker` starts them. */
export class Crew {
  readonly workers: Worker[] = [];
  /** how many ended without being told to */
  deserted = 0;
  private spent = 0;
  private readonly dismissed = new Set<Worker>();

  constructor(private readonly env: Record<string, string>) {}

  /** Adds so many and waits until they are at work. */
  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.add().started));
  }

  /** Adds one that may not be up yet. */
  add(): Worker {
    const worker = startWorker(this.env);
    this.workers.push(worker);
    void worker.exited.then(() => {
      this.workers.splice(this.workers.indexOf(worker), 1);
      if (this.dismissed.has(worker)) return;
      this.deserted += 1;
      console.error(`a worker ended by itself; its last words:\n${worker.tail()}`);
    });
    // Heard by whoever waits for it; a worker that is killed before it is up is no news.
    worker.started.catch(() => undefined);
    return worker;
  }

  /** Ends one at once, without a word. */
  async kill(worker: Worker): Promise<void> {
    this.dismiss(worker);
    worker.signal('SIGKILL');
    await worker.exited;
  }

  /** Asks one to end; resolves with how long (ms) it took. */
  async terminate(worker: Worker): Promise<number> {
    const began = performance.now();
    this.dismiss(worker);
    worker.signal('SIGTERM');
    await Promise.race([worker.exited, sleep(STOP_LIMIT_MS, null, { ref: false })]);
    worker.signal('SIGKILL');
    await worker.exited;
    return performance.now() - began;
  }

  /** Ends all. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map(worker => this.terminate(worker)));
  }

  /** Processor seconds of all that there are and were. */
  cpuSeconds(): number {
    return this.spent + this.workers.reduce((sum, worker) => sum + cpuSeconds(worker.pid), 0);
  }

  private dismiss(worker: Worker): void {
    if (this.dismissed.has(worker)) return;
    this.dismissed.add(worker);
    this.spent += cpuSeconds(worker.pid);
  }
}

function startWorker(env: Record<string, string>): Worker {
  const child = spawn(process.execPath, [WORKER], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error('a worker could not be started');
  const lines: string[] = [];
  let up = false;
  const release = guard({ target: -pid, signal: 'SIGKILL' });
  const exited = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
  const signal: Worker['signal'] = name => {
    try {
      process.kill(-pid, name);
    } catch {
      // It has gone already.
    }
  };
  const forget = onShutdown(() => signal('SIGKILL'));
  void exited.then(() => {
    release();
    forget();
  });
  const tail = () => lines.join('\n');
  const started = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`a worker did not start:\n${tail()}`)), START_LIMIT_MS);
    void exited.then(() => reject(new Error(`a worker ended before it had started:\n${tail()}`)));
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', line => {
        lines.push(line);
        if (lines.length > REMEMBERED_LINES) lines.shift();
        if (up || !line.includes('"worker.started"')) return;
        up = true;
        clearTimeout(late);
        resolve();
      });
  });
  return { pid, started, isUp: () => up, exited, signal, tail };
}
