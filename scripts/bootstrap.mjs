// The one entry point of every npm script. Plain JavaScript and built-ins only: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [20, 19];

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  refuse(`Upbeat needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version} (${process.execPath}).`);
}

/**
 * npm writes node_modules/.package-lock.json last, so it is missing after a broken install. Times alone mislead (a copy
 * or a checkout makes every file new), so an older one is compared version by version.
 */
function dependenciesAreCurrent() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
  const have = packagesIn(installed);
  return Object.entries(packagesIn(lock)).every(([path, wanted]) => {
    // npm leaves out what is for other platforms, and a production image what is for development.
    const elsewhere = wanted.optional || wanted.devOptional || wanted.extraneous || wanted.os || wanted.cpu;
    const mayBeMissing = path === '' || elsewhere || (wanted.dev && process.env['NODE_ENV'] === 'production');
    return have[path] ? path === '' || have[path].version === wanted.version : mayBeMissing;
  });
}

/**
 * @typedef {{
 *   version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, extraneous?: boolean,
 *   os?: string[], cpu?: string[],
 * }} Locked
 */

/** @param {string} file @returns {Record<string, Locked>} */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function installDependencies() {
  console.log('Installing dependencies (npm ci); the first time takes about a minute ...');
  // `npm run` says which npm is running; Windows cannot spawn npm.cmd without a shell.
  const cli = process.env['npm_execpath'];
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
  const args = ['ci', '--no-progress', '--loglevel=error'];
  const done = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    refuse('Could not install the dependencies: `npm ci` failed, its reason is above. Fix it and run this again.');
  }
}

/** @param {string} name @param {string[]} args */
function run(name, args) {
  const script = join(root, 'scripts', `${name}.ts`);
  if (!existsSync(script)) refuse(`There is no scripts/${name}.ts.`);
  // The fourth channel carries nothing: when this process dies, however it dies, the script sees it close and stops.
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', UPBEAT_BOOTSTRAP: String(process.pid) },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', error => refuse(`Could not start scripts/${name}.ts: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

const [name, ...args] = process.argv.slice(2);
checkNode();
if (!name || !/^[a-z][a-z-]*$/.test(name)) refuse('Usage: node scripts/bootstrap.mjs NAME [arguments]');
if (!dependenciesAreCurrent()) installDependencies();
run(name, args);
