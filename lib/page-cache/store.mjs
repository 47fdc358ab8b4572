import { clock } from '../system-clock.mjs';

/**
 * @typedef {{ value: unknown, tags: string[], until: number, bytes: number, lastModified: number }} Entry
 * @typedef {{ entries: Map<string, Entry>, bytes: number, forgottenAt: Map<string, number>, clearedAt: number, misses: Map<string, number> }} State
 */

const MAX_BYTES = 128 * 1024 * 1024;
const MAX_FORGOTTEN = 20_000;
const UNTIL = 'until:';

const KEY = Symbol.for('upbeat.page-cache');
/** One copy for the process: Next loads this module once by path and once inside the bundle. @type {Record<symbol, State | undefined>} */
const holder = globalThis;

/** @returns {State} */
function state() {
  return (holder[KEY] ??= { entries: new Map(), bytes: 0, forgottenAt: new Map(), clearedAt: 0, misses: new Map() });
}

/** The tag that gives an entry its deadline: at this instant (epoch ms) the page says something else. @param {number} at */
export function untilTag(at) {
  return `${UNTIL}${at}`;
}

/** @param {Entry} entry @param {number} now */
function isLive(entry, now) {
  const { forgottenAt, clearedAt } = state();
  if (entry.until <= now || clearedAt >= entry.lastModified) return false;
  return entry.tags.every(tag => (forgottenAt.get(tag) ?? 0) < entry.lastModified);
}

/** @param {string} key */
function remove(key) {
  const s = state();
  s.bytes -= s.entries.get(key)?.bytes ?? 0;
  s.entries.delete(key);
}

/** A stored page, or null when there is none, its deadline has passed or one of its tags was forgotten. @param {string} key */
export function read(key) {
  const s = state();
  const now = clock.now();
  const entry = s.entries.get(key);
  if (entry && isLive(entry, now)) {
    // re-inserting keeps the map in order of use
    s.entries.delete(key);
    s.entries.set(key, entry);
    return entry;
  }
  if (entry) remove(key);
  // An entry dates from the START of its render, so that an edit during the render wins.
  if (!s.misses.has(key)) s.misses.set(key, now);
  return null;
}

/**
 * Keeps a rendered page. One that straddled its deadline is not kept.
 * @param {string} key @param {unknown} value @param {string[]} tags @param {number} bytes
 */
export function write(key, value, tags, bytes) {
  const s = state();
  const now = clock.now();
  const lastModified = s.misses.get(key) ?? now;
  s.misses.delete(key);
  remove(key);
  const deadlines = tags.filter(tag => tag.startsWith(UNTIL)).map(tag => Number(tag.slice(UNTIL.length)));
  const entry = { value, tags, until: Math.min(Infinity, ...deadlines), bytes, lastModified };
  if (value === null || !isLive(entry, now)) return;
  s.entries.set(key, entry);
  s.bytes += bytes;
  for (const oldest of s.entries.keys()) {
    if (s.bytes <= MAX_BYTES) break;
    remove(oldest);
  }
}

/** Forgets every page that carries one of these tags, those being rendered included. @param {string[]} tags */
export function forget(tags) {
  const s = state();
  if (s.forgottenAt.size + tags.length > MAX_FORGOTTEN) return clear();
  const now = clock.now();
  for (const tag of tags) s.forgottenAt.set(tag, now);
}

/** Forgets everything: after a lost connection nobody knows what was missed. */
export function clear() {
  const s = state();
  s.entries.clear();
  s.bytes = 0;
  s.forgottenAt.clear();
  s.clearedAt = clock.now();
}
