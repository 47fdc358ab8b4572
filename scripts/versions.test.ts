import { expect, test } from 'vitest';
import { compareVersions, reachesFloor } from './versions';

test.each([
  ['1.2.3', '1.2.3', 0],
  ['1.10.0', '1.9.9', 1],
  ['5.0.0-beta.32', '5.0.0', -1],
  ['5.0.0-beta.4', '5.0.0-beta.32', -1],
  ['5.0.0-alpha', '5.0.0-beta.1', -1],
  ['5.0.0-beta', '5.0.0-beta.1', -1],
  ['5.0.0-rc.1', '5.0.0-beta.99', 1],
])('%s against %s', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
  expect(Math.sign(compareVersions(b, a))).toBe(0 - expected);
});

test.each([
  ['4.24.14', false],
  ['4.24.15', true],
  ['5.0.0-beta.31', false],
  ['5.0.0-beta.32', true],
  ['5.0.0', true],
  ['6.1.0', true],
  ['3.29.0', false],
])('next-auth %s', (version, safe) => {
  expect(reachesFloor(version, ['4.24.15', '5.0.0-beta.32'])).toBe(safe);
});
