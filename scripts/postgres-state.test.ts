import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mayEnter } from './postgres-home';
import { Users, isAlive, isPostgres, parsePostmaster, passwordFor } from './postgres-state';

const folder = () => mkdtempSync(join(tmpdir(), 'upbeat-state-'));
const NOBODY = 2 ** 22 + 1;

test('a complete postmaster.pid names the process and its port', () => {
  expect(parsePostmaster('4711\n/data\n1700000000\n54321\n\n127.0.0.1\n')).toEqual({ pid: 4711, port: 54321 });
});

test.each(['', '4711\n', '4711\n/data\n1700000000\n\n', 'x\n/data\n1\n5432\n'])(
  'an unfinished one is no server: %j',
  text => {
    expect(parsePostmaster(text)).toBeUndefined();
  },
);

test('a recycled process id is not PostgreSQL', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isPostgres(process.pid)).toBe(false);
  expect(isPostgres(NOBODY)).toBe(false);
});

test('the password stays the same, and with its owner', () => {
  const dir = join(folder(), 'pg');
  const password = passwordFor(dir);
  expect(password).toMatch(/^[\w-]{32}$/);
  expect(passwordFor(dir)).toBe(password);
  if (process.platform !== 'win32') expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600);
});

test('the last live user is the one that may stop the server', () => {
  const dir = join(folder(), 'pg');
  mkdirSync(`${dir}.users`);
  writeFileSync(join(`${dir}.users`, String(process.ppid)), '');
  writeFileSync(join(`${dir}.users`, String(NOBODY)), '');
  const [first, second] = [new Users(dir), new Users(dir)];
  first.enter();
  second.enter();
  expect(first.leave(), 'this process holds it twice').toBe(true);
  expect(second.leave(), 'the parent still uses it').toBe(true);
  expect(readdirSync(`${dir}.users`), 'the dead one is forgotten').toEqual([String(process.ppid)]);
});

test.each([
  [{ mode: 0o700, uid: 0, gid: 0 }, false],
  [{ mode: 0o711, uid: 0, gid: 0 }, true],
  [{ mode: 0o700, uid: 70, gid: 0 }, true],
  [{ mode: 0o710, uid: 0, gid: 71 }, true],
  [{ mode: 0o701, uid: 0, gid: 71 }, false],
])('whether user 70 of group 71 may enter %j', (stat, expected) => {
  expect(mayEnter(stat, { uid: 70, gid: 71 })).toBe(expected);
});
