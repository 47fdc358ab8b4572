import { writeSync } from 'node:fs';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
/** npm, its shell, the bootstrap and the terminal may each deliver the same Ctrl-C. */
const SAME_KEYPRESS_MS = 1_500;

type Cleanup = () => void | Promise<void>;

const cleanups: Cleanup[] = [];
let installed = false;
let ending: Promise<void> | undefined;
let askedAt = 0;

/**
 * Registers work to do before this process ends, whichever way it ends short of `kill -9`: an interrupt, a
 * termination, a closed terminal, a crash, or the bootstrap's death. Runs in reverse order of registration.
 * @returns a function that takes the registration back.
 */
export function onShutdown(cleanup: Cleanup): () => void {
  install();
  cleanups.push(cleanup);
  return () => {
    const at = cleanups.indexOf(cleanup);
    if (at >= 0) cleanups.splice(at, 1);
  };
}

/**
 * Runs every registered cleanup, then says `lastLine` and ends the process with `code`. A cleanup that throws does not
 * stop the others.
 */
export async function endProcess(code: number, lastLine?: string): Promise<never> {
  ending ??= runCleanups();
  await ending;
  // Written in one blocking go: what goes through a pipe would be cut off by the exit.
  if (lastLine !== undefined) writeSync(1, `${lastLine}\n`);
  process.exit(code);
}

async function runCleanups(): Promise<void> {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    try {
      await cleanup();
    } catch (error) {
      console.error('While stopping:', error instanceof Error ? error.message : error);
    }
  }
}

function install(): void {
  if (installed) return;
  installed = true;
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => interrupted(code));
  // Only the bootstrap's own channel: a test worker has one too, and lives by it.
  if (process.env['UPBEAT_BOOTSTRAP'] === String(process.ppid)) {
    process.once('disconnect', () => interrupted(SIGNALS.SIGHUP));
    // It exists to notice the bootstrap's death and must not keep a finished script alive.
    process.channel?.unref();
  }
  // `| head` closes the pipe: without these the error could not even be printed, and would come round for ever.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => interrupted(SIGNALS.SIGHUP));
  process.on('uncaughtException', error => {
    console.error(error);
    void endProcess(1);
  });
}

function interrupted(code: number): void {
  const now = performance.now();
  if (ending && now - askedAt > SAME_KEYPRESS_MS) process.exit(code);
  askedAt ||= now;
  void endProcess(code);
}
