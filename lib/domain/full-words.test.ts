import { expect, it } from 'vitest';
import { fullHere, fullOn, fullWhy } from './full-words';

const dsp = 'youtubeMusic';
const until = Date.UTC(2026, 11, 11, 8, 0);

it.each([
  [{ dsp, why: 'accounts', until: null }, 'All places for pre-saves on YouTube Music are taken', /short list/],
  [
    { dsp, why: 'day', until },
    'All places for pre-saves on YouTube Music are taken',
    /the day of this release is full/,
  ],
  [{ dsp, why: 'quota', until }, 'Pre-saving on YouTube Music opens again at 08:00 UTC', /again at 08:00 UTC\.$/],
  [{ dsp, why: 'quota', until: null }, 'Pre-saving on YouTube Music is paused', /no more for today\.$/],
] as const)('says of %o: %s', (full, words, why) => {
  expect(fullOn(full)).toBe(words);
  expect(fullHere(full)).toBe(words.replace('on YouTube Music', 'here'));
  expect(fullWhy(full)).toMatch(why);
});
