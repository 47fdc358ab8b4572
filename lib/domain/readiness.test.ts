import { expect, test } from 'vitest';
import { stageDue } from './readiness';

const HOUR = 3_600_000;
const moment = Date.UTC(2026, 11, 12);

test.each([
  ['four days ahead', 96, 0],
  ['a minute before the first trial', 72 + 1 / 60, 0],
  ['at T-72 h', 72, 1],
  ['a day and a minute ahead', 24 + 1 / 60, 1],
  ['at T-24 h', 24, 2],
  ['an hour and a minute ahead', 1 + 1 / 60, 2],
  ['in the last hour', 1, 3],
  ['a second ahead', 1 / 3600, 3],
  ['at the moment itself, when the save takes over', 0, 0],
  ['after it', -1, 0],
])('%s', (_name, hoursAhead, stage) => {
  expect(stageDue(moment, moment - hoursAhead * HOUR)).toBe(stage);
});
