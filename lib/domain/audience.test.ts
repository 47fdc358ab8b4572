import { expect, it } from 'vitest';
import { channelCode, MAX_CHANNELS, MAX_CHANNELS_IN_ALL, NO_CHANNEL, OTHER_CHANNEL } from './audience';
import { CHANNELS } from './channels';

it.each([
  ['Instagram-Bio', 'instagram-bio'],
  ['  link in bio ', 'link in bio'],
  ['a'.repeat(40), 'a'.repeat(40)],
  ['a'.repeat(41), NO_CHANNEL],
  ['=cmd|x', NO_CHANNEL],
  ['東京', NO_CHANNEL],
  ['', NO_CHANNEL],
  [null, NO_CHANNEL],
])('the channel %s is counted as "%s"', (text, code) => expect(channelCode(text)).toBe(code));

it('no address can name the channel of all others', () => expect(channelCode(OTHER_CHANNEL)).toBe(NO_CHANNEL));

it('there is a place for every channel that every campaign has, whoever has taken the others', () => {
  expect(CHANNELS.map(({ code }) => channelCode(code))).toEqual(CHANNELS.map(({ code }) => code));
  expect(CHANNELS.length).toBeLessThanOrEqual(MAX_CHANNELS_IN_ALL - MAX_CHANNELS);
});
