import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** Reads the text of `postmaster.pid`; undefined while it is still being written or is damaged. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** Reads the data folder's `postmaster.pid`, if there is one. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    return parsePostmaster(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether a process with this id exists. Somebody else's process counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether this id belongs to a working PostgreSQL. A container hands ids out again after a restart, and a killed
 * server stays as a zombie under an init that does not reap: both would block a new start for ever.
 */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid) || process.platform === 'win32') return isAlive(pid);
  try {
    const said = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return said.includes('postgres') && !said.startsWith('Z');
  } catch {
    return isPostgresByProc(pid);
  }
}

/** Slim images have no `ps`. */
function isPostgresByProc(pid: number): boolean {
  try {
    const [, name, state] = /\((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === 'postgres' && state !== 'Z';
  } catch {
    return existsSync('/proc/self') ? false : isAlive(pid);
  }
}

/** The superuser's password: random per data folder, readable by this user alone. */
export function passwordFor(stateDir: string): string {
  const file = `${stateDir}.password`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

/**
 * Who uses a server: one file per process, named by its id. The last one out stops the server, so a test run that
 * shares a server with another never takes it away.
 */
export class Users {
  /** One process may hold the same server more than once. */
  static readonly #holds = new Map<string, number>();
  readonly dir: string;
  readonly #own: string;

  constructor(stateDir: string) {
    this.dir = `${stateDir}.users`;
    this.#own = join(this.dir, String(process.pid));
    mkdirSync(this.dir, { recursive: true });
  }

  enter(): void {
    Users.#holds.set(this.#own, (Users.#holds.get(this.#own) ?? 0) + 1);
    writeFileSync(this.#own, '');
  }

  /** Takes this process off the list. @returns whether somebody else still uses the server. */
  leave(): boolean {
    const left = (Users.#holds.get(this.#own) ?? 1) - 1;
    Users.#holds.set(this.#own, left);
    if (left > 0) return true;
    rmSync(this.#own, { force: true });
    return this.others();
  }

  private others(): boolean {
    let others = false;
    for (const name of readdirSync(this.dir)) {
      if (name === String(process.pid)) continue;
      if (isAlive(Number(name))) others = true;
      else rmSync(join(this.dir, name), { force: true });
    }
    return others;
  }
}
