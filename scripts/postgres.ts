import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { guard } from './guard';
import { onShutdown } from './lifetime';
import { freePort } from './ports';
import { type PostgresHome, give, postgresHome } from './postgres-home';
import { type Postmaster, Users, isPostgres, passwordFor, readPostmaster } from './postgres-state';

const ATTEMPTS = 10;
const PAUSE_MS = 500;
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;
const EXE = process.platform === 'win32' ? '.exe' : '';

export interface LocalPostgres {
  /** The address of one database of this server, with the superuser's password in it. */
  url: (database: string) => string;
  port: number;
  /**
   * Gives this process's use up. The server itself stops only when no other live process uses it, whoever started
   * it. Runs by itself at shutdown; calling it twice does nothing.
   */
  stop: () => Promise<void>;
  /** True when a running server was found, for example one that survived a `kill -9` of its script. */
  reused: boolean;
}

/**
 * Starts the bundled PostgreSQL on a free port of 127.0.0.1, or joins the one that already serves this folder.
 * Makes the data folder on first use. Rejects with the server's own log lines when it does not come up.
 */
export async function startPostgres({ dataDir }: { dataDir: string }): Promise<LocalPostgres> {
  const home = postgresHome(dataDir);
  const password = passwordFor(dataDir);
  const users = new Users(dataDir);
  users.enter();
  try {
    await initialise(home, password);
    let log = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const found = await runningServer(home, password);
      if (found) return serve(home, users, password, found, true);
      if (!mayStart(home)) {
        log = 'Another PostgreSQL holds this data folder but refuses our login.';
      } else {
        const started = await launch(home, await freePort(), `${dataDir}.log`);
        if (typeof started === 'object') return serve(home, users, password, started, false);
        log = started;
      }
      await sleep(PAUSE_MS);
    }
    throw new Error(`PostgreSQL in ${home.dataDir} did not start. Its last words:\n${log.trim()}`);
  } catch (error) {
    users.leave();
    throw error;
  }
}

async function initialise(home: PostgresHome, password: string): Promise<void> {
  if (existsSync(join(home.dataDir, 'PG_VERSION'))) return;
  // Made beside its place and moved in one step: two scripts may do this at the same time.
  const fresh = `${home.dataDir}.${process.pid}`;
  const secret = `${fresh}.pw`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  give(fresh, home.owner);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  give(secret, home.owner);
  try {
    const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await runInitdb(home, [`--pgdata=${fresh}`, `--pwfile=${secret}`, ...flags]);
    try {
      renameSync(fresh, home.dataDir);
    } catch (error) {
      if (!existsSync(join(home.dataDir, 'PG_VERSION'))) throw error;
    }
  } finally {
    rmSync(secret, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function runInitdb(home: PostgresHome, args: string[]): Promise<void> {
  const child = spawnAs(home, 'initdb', args, 'pipe');
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (log += String(chunk)));
  const code = await ended(child);
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder (${code}):\n${log.trim()}`);
}

async function runningServer(home: PostgresHome, password: string): Promise<Postmaster | undefined> {
  const found = readPostmaster(home.dataDir);
  if (!found || !isPostgres(found.pid)) return undefined;
  const sql = postgres(address(found.port, password, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return found;
  } catch {
    return undefined;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

/** Clears a dead server's lock away. PostgreSQL's own check of its shared memory still refuses a second server. */
function mayStart(home: PostgresHome): boolean {
  const found = readPostmaster(home.dataDir);
  if (found && isPostgres(found.pid)) return false;
  if (found) rmSync(join(home.dataDir, 'postmaster.pid'), { force: true });
  return true;
}

/** @returns the server, or its log when it gave up. */
async function launch(home: PostgresHome, port: number, logFile: string): Promise<Postmaster | string> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
  const flags = ['-D', home.dataDir, '-p', String(port), ...settings.flatMap(one => ['-c', one])];
  // A file, not a pipe: the server may outlive this process when somebody else uses it too.
  const out = openSync(logFile, 'w', 0o600);
  const child = spawnAs(home, 'postgres', flags, out);
  closeSync(out);
  const log = () => readFileSync(logFile, 'utf8');
  const gone = ended(child).then(reason => reason ?? 'killed');
  const limit = performance.now() + START_LIMIT_MS;
  while (!log().includes('ready to accept connections')) {
    const reason = await Promise.race([gone, sleep(20)]);
    if (reason !== undefined) return log() || String(reason);
    if (performance.now() < limit) continue;
    child.kill('SIGINT');
    return log();
  }
  child.unref();
  return child.pid === undefined ? log() : { pid: child.pid, port };
}

function serve(home: PostgresHome, users: Users, password: string, server: Postmaster, reused: boolean): LocalPostgres {
  const pidFile = join(home.dataDir, 'postmaster.pid');
  const release = guard({ target: server.pid, signal: 'SIGINT', pidFile, usersDir: users.dir });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    forget();
    if (!users.leave()) await stopServer(home);
    release();
  };
  const forget = onShutdown(() => (stopping ??= stop()));
  return {
    url: database => address(server.port, password, database),
    port: server.port,
    stop: () => (stopping ??= stop()),
    reused,
  };
}

/** Whoever started it: after a crash the folder's server may be a newer one than this process joined. */
async function stopServer(home: PostgresHome): Promise<void> {
  const server = readPostmaster(home.dataDir);
  if (!server || !isPostgres(server.pid)) return;
  if (process.platform === 'win32') {
    // Windows has no SIGINT to send: a plain kill there would be a crash.
    await ended(spawnAs(home, 'pg_ctl', ['stop', '-D', home.dataDir, '-m', 'fast', '-w'], 'ignore'));
    return;
  }
  process.kill(server.pid, 'SIGINT');
  const limit = performance.now() + STOP_LIMIT_MS;
  while (performance.now() < limit && readPostmaster(home.dataDir)?.pid === server.pid) await sleep(25);
}

function spawnAs(
  home: PostgresHome,
  program: string,
  args: string[],
  output: 'pipe' | 'ignore' | number,
): ChildProcess {
  return spawn(join(home.native, 'bin', program + EXE), args, {
    ...home.owner,
    // Its own session: a Ctrl-C in the terminal must reach the app first and the database last.
    detached: process.platform !== 'win32',
    cwd: dirname(home.dataDir),
    stdio: ['ignore', output, output],
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C' },
  });
}

/** Resolves with the exit code, or with the reason why the program could not even start. */
function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('close', code => resolve(code));
  });
}

function address(port: number, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}
