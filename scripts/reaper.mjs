// Stops what a script started when the script itself was killed without warning (`kill -9`, out of memory).
// Reads one JSON command per line from its parent; the end of the input means that the parent is gone.
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @typedef {{ target: number, signal: NodeJS.Signals, pidFile?: string, usersDir?: string }} Ward */

const GRACE_MS = 5_000;
/** @type {Map<number, Ward>} */
const wards = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

/** @param {number} target @param {NodeJS.Signals | 0} signal */
function send(target, signal) {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
}

/** True while another live process holds the same thing. @param {Ward} ward */
function stillUsed(ward) {
  if (!ward.usersDir) return false;
  const users = readdirSync(ward.usersDir).map(Number);
  return users.some(pid => pid > 0 && pid !== process.ppid && pid !== parent && send(pid, 0));
}

/** A number can be handed out again: only the server that wrote the file is ours. @param {Ward} ward */
function isOurs(ward) {
  return !ward.pidFile || readFileSync(ward.pidFile, 'utf8').startsWith(`${Math.abs(ward.target)}\n`);
}

/** @param {Ward} ward */
function shouldStop(ward) {
  try {
    return isOurs(ward) && !stillUsed(ward);
  } catch {
    return false;
  }
}

const parent = process.ppid;
const lines = createInterface({ input: process.stdin });
lines.on('line', line => {
  /** @type {{ add?: Ward, remove?: number }} */
  const { add, remove } = JSON.parse(line);
  if (add) wards.set(add.target, add);
  if (remove !== undefined) wards.delete(remove);
});
lines.on('close', () => {
  const condemned = [...wards.values()].filter(shouldStop);
  for (const { target, signal } of condemned) send(target, signal);
  const started = performance.now();
  setInterval(() => {
    const late = performance.now() - started > GRACE_MS;
    // A database is never killed outright: its own fast shutdown ends it, however long that takes.
    if (late) for (const ward of condemned) if (!ward.pidFile) send(ward.target, 'SIGKILL');
    if (late || !condemned.some(ward => send(ward.target, 0))) process.exit();
  }, 50);
});
