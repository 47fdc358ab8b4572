import { expect, it } from 'vitest';
import { isLimited, placesLeft } from './places';

it.each([
  [{ accounts: null, savesADay: null }, null],
  [{ accounts: 5, savesADay: null }, 2],
  [{ accounts: null, savesADay: 180 }, 170],
  [{ accounts: 5, savesADay: 11 }, 1],
  [{ accounts: 2, savesADay: null }, 0],
])('of %o so many places are left: %s', (limits, left) => {
  expect(placesLeft(limits, { onCampaign: 3, onDay: 10 })).toBe(left);
  expect(isLimited(limits)).toBe(left !== null);
});
