import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isLoopback, localEnv, parseEnv } from './local-env';

const file = () => join(mkdtempSync(join(tmpdir(), 'upbeat-env-')), 'local.env');

test('secrets are made once and kept', () => {
  const path = file();
  const first = localEnv(path);
  expect(localEnv(path)).toEqual(first);
  expect(Buffer.from(first.AUTH_SECRET, 'base64url')).toHaveLength(32);
  expect(first.UPBEAT_KEYS).toMatch(/^k1:/);
  expect(Buffer.from(first.UPBEAT_KEYS.slice(3), 'base64')).toHaveLength(32);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('what is already there stays, also what we do not know', () => {
  const path = file();
  writeFileSync(path, '# mine\nAUTH_SECRET=kept\nEXTRA=a=b\n');
  expect(localEnv(path).AUTH_SECRET).toBe('kept');
  expect(parseEnv(readFileSync(path, 'utf8'))).toMatchObject({ AUTH_SECRET: 'kept', EXTRA: 'a=b' });
});

test.each([
  ['postgres://u:p@127.0.0.1:5432/x', true],
  ['postgres://u:p@localhost/x', true],
  ['postgres://u:p@[::1]:5432/x', true],
  ['postgres://u:p@db.example/x', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
