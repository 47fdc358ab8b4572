import { expect, it } from 'vitest';
import { fanTerritory } from './fan-territory';

it.each([
  ['GB', 'Asia/Kathmandu', 'GB'],
  ['GB', null, 'GB'],
  [null, 'Asia/Kathmandu', 'NP'],
  ['ZZ', 'Asia/Kathmandu', 'NP'],
  ['gb', 'Europe/Berlin', 'DE'],
  ['XX', null, 'ZZ'],
  [null, 'UTC', 'ZZ'],
  [null, '', 'ZZ'],
  [null, null, 'ZZ'],
])('an account in %s and a browser in %s: %s', (country, zone, territory) => {
  expect(fanTerritory({ country, zone })).toBe(territory);
});
