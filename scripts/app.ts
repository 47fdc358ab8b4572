import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock';
import { ROOT, STATE } from './paths';
import { freePort } from './ports';
import { type Running, startNode, toolPath, waitForAnswer } from './processes';

const SOURCES = ['app', 'components', 'drizzle/schema', 'lib', 'public'];
const ROOT_FILES = /^(next\.config|postcss\.config|instrumentation|proxy|tsconfig|package-lock)\b.*\.(ts|mjs|json)$/;
const NOT_BUILT = /\.test\.tsx?$|(^|\/)testing\//;
const STAMP = join(STATE, 'build.json');
const BUILD_ID = join(ROOT, '.next', 'BUILD_ID');
const READY_LIMIT_MS = 60_000;

/** One `next start`. */
export interface App {
  url: string;
  port: number;
  process: Running;
  stop: () => Promise<void>;
}

/** Whether there is a production build at all, whatever it was made from. */
export function hasBuild(): boolean {
  return existsSync(BUILD_ID);
}

/**
 * Makes a production build unless the present one was made from these very sources. Concurrent callers wait for one
 * build. Throws with the build's last lines when it fails.
 * @returns whether a build was made.
 */
export function buildApp(options: { output?: 'prefixed' | 'quiet' } = {}): Promise<boolean> {
  return withLock(join(STATE, 'build.lock'), async () => {
    const sources = hashSources();
    if (hasBuild() && readStamp() === `${sources} ${readFileSync(BUILD_ID, 'utf8')}`) return false;
    const running = startNode({
      name: 'build',
      args: [toolPath('next', 'next'), 'build'],
      env: { NODE_ENV: 'production' },
      output: options.output ?? 'quiet',
    });
    const code = await running.exited;
    if (code !== 0) throw new Error(`The production build failed:\n${running.tail()}`);
    mkdirSync(STATE, { recursive: true });
    writeFileSync(STAMP, JSON.stringify({ stamp: `${sources} ${readFileSync(BUILD_ID, 'utf8')}` }));
    return true;
  });
}

/**
 * Starts the built app on 127.0.0.1 and waits until `/api/health` answers 200. Without a port it takes a free one;
 * APP_URL follows the port unless `env` names another.
 */
export async function startApp(
  env: Record<string, string>,
  options: { name?: string; port?: number; output?: 'prefixed' | 'quiet' } = {},
): Promise<App> {
  const port = options.port || (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const running = startNode({
    name: options.name ?? 'app',
    args: [toolPath('next', 'next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
    env: { APP_URL: url, ...env, NODE_ENV: 'production' },
    output: options.output ?? 'quiet',
  });
  await waitForAnswer(running, `${url}/api/health`, READY_LIMIT_MS);
  return { url, port, process: running, stop: running.stop };
}

function readStamp(): string | undefined {
  if (!existsSync(STAMP)) return undefined;
  return (JSON.parse(readFileSync(STAMP, 'utf8')) as { stamp: string }).stamp;
}

/** A digest of everything that a production build depends on. Tests are left out. */
export function hashSources(root: string = ROOT): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of builtFiles(root))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function builtFiles(root: string): string[] {
  const files = readdirSync(root).filter(name => ROOT_FILES.test(name));
  for (const folder of SOURCES) {
    if (!existsSync(join(root, folder))) continue;
    const inside = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    files.push(...inside.map(name => `${folder}/${name.replaceAll('\\', '/')}`));
  }
  return files.filter(name => !NOT_BUILT.test(name) && statSync(join(root, name)).isFile()).toSorted();
}
