import { expect, it } from 'vitest';
import { fullHere, fullOn, fullWhy } from './full-words';

const dsp = 'youtubeMusic';
const until = Date.UTC(2026, 11, 11, 8, 0);
const taken = ['All places are taken', 'All places for pre-saves on YouTube Music are taken'];

it.each([
  [{ dsp, why: 'accounts', until: null }, taken, /^YouTube Music lets .* short list/],
  [{ dsp, why: 'day', until }, taken, /the day of this release is full/],
  [
    { dsp, why: 'quota', until },
    ['Pre-saving opens again at 08:00 UTC', 'Pre-saving on YouTube Music opens again at 08:00 UTC'],
    /used up what YouTube Music lets it ask/,
  ],
  [
    { dsp, why: 'quota', until: null },
    ['Pre-saving is paused', 'Pre-saving on YouTube Music is paused'],
    /used up what YouTube Music lets it ask/,
  ],
] as const)('says of %o: %s', (full, [here, on], why) => {
  expect([fullHere(full), fullOn(full)]).toEqual([here, on]);
  expect(fullWhy(full)).toMatch(why);
});
