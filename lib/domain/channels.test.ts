import { describe, expect, it } from 'vitest';
import { CHANNELS, channelAddress, ownChannel } from './channels';

/** What the page takes for a channel (components/fan/inline-scripts.ts, lib/auth/tap.ts). */
const COUNTED = /^[\w .-]{1,40}$/;

describe('channels', () => {
  it('have codes that the page counts by, each once', () => {
    expect(CHANNELS.every(({ code }) => COUNTED.test(code))).toBe(true);
    expect(new Set(CHANNELS.map(({ code }) => code)).size).toBe(CHANNELS.length);
  });

  it('carry their code and UTM in the address', () => {
    const [bio] = CHANNELS;
    expect(bio && channelAddress('https://upbeat.example/tides', bio)).toBe(
      'https://upbeat.example/tides?c=instagram-bio&utm_source=instagram&utm_medium=bio&utm_campaign=tides',
    );
  });
});

describe('ownChannel', () => {
  const code = (name: string, taken = CHANNELS) => {
    const made = ownChannel(name, taken);
    return made.ok ? made.channel.code : made.message;
  };

  it.each([
    ['Release party flyer', 'release-party-flyer'],
    ['Überraschung!', 'uberraschung'],
    ['東京', 'channel'],
    ['x!', 'x-release'],
  ])('makes a code of %s', (name, expected) => expect(code(name)).toBe(expected));

  it('keeps codes short enough to be counted', () => expect(code('a'.repeat(60))).toMatch(COUNTED));

  it('tells apart two that would be one', () => {
    const first = ownChannel('Flyer!', CHANNELS);
    expect(first.ok && code('Flyer', [...CHANNELS, first.channel])).toBe('flyer-2');
  });

  it.each([
    ['', /Give the channel a name/],
    ['a'.repeat(61), /Shorten/],
    ['tiktok', /a channel “TikTok” already/],
  ])('refuses "%s" in words', (name, message) => expect(code(name)).toMatch(message));
});
