import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, channelAddress } from './channels';
import { lengthIn, shareText, type Shared } from './share-texts';

const shared = (more: Partial<Shared> = {}): Shared => ({
  artist: 'Ada Maren',
  title: 'Tides',
  release: { mode: 'local-midnight', date: '2026-12-11' },
  outness: 'ahead',
  address: 'https://upbeat.example/tides?c=x',
  ...more,
});
const channel = (code: string) => {
  const found = CHANNELS.find(one => one.code === code);
  if (!found) throw new Error(code);
  return found;
};

describe('shareText', () => {
  it('says the announced time before the release', () => {
    expect(shareText(channel('discord'), shared()).text).toBe(
      'Ada Maren – Tides comes out on Friday, 11 December 2026. Pre-save it now and your service has it for you on the day: https://upbeat.example/tides?c=x',
    );
    const instant = shared({ release: { mode: 'instant', at: Date.UTC(2026, 11, 11, 18) } });
    expect(shareText(channel('discord'), instant).text).toContain('11 December 2026 at 18:00 UTC');
  });

  it('speaks of no pre-save once it is out', () => {
    for (const one of CHANNELS) expect(shareText(one, shared({ outness: 'out' })).text).not.toMatch(/pre-?save/i);
  });

  it('promises no pre-save and no listening while that depends on where the reader is', () => {
    for (const one of CHANNELS) {
      const { text } = shareText(one, shared({ outness: 'rolling' }));
      expect(text).toContain('at midnight where you are');
      expect(text).not.toMatch(/pre-?save|out now|listen/i);
    }
  });

  it('counts what has been changed, with or without the link', () => {
    const { address } = shared();
    expect(lengthIn(channel('x'), `Hello ${address}`, address)).toBe(6 + 23);
    expect(lengthIn(channel('x'), 'Hello', address)).toBe(5);
    expect(lengthIn(channel('x'), '東京 © 👩‍👩‍👧 🇫🇷 é', address), 'X weighs').toBe(4 + 1 + 1 + 1 + 2 + 1 + 2 + 1 + 1);
    expect(lengthIn(channel('discord'), '東京 👩‍👩‍👧', address)).toBe(4);
    expect(lengthIn(channel('tiktok'), `Hello ${address}`, address)).toBe(6 + address.length);
  });

  it('counts a link as X does', () => {
    const long = `https://upbeat.example/tides?c=x&utm_source=x&utm_campaign=${'a'.repeat(300)}`;
    const { text, length, limit } = shareText(channel('x'), shared({ address: long }));
    expect(limit).toBe(280);
    expect(length).toBeLessThan(160);
    expect(text.endsWith(long)).toBe(true);
  });

  it('never cuts the link nor a letter, and keeps to the network’s limit, whatever the title', () => {
    const letters = fc
      .array(fc.constantFrom('a', 'é', '👩‍👩‍👧', '東', 'ש', ' '), { maxLength: 300 })
      .map(all => all.join(''));
    fc.assert(
      fc.property(letters, letters, fc.constantFrom(...CHANNELS), (artist, title, one) => {
        const address = channelAddress('https://upbeat.example/tides', one);
        const { text, length, limit } = shareText(one, shared({ artist, title, address }));
        expect(text).toContain(address);
        expect(length).toBeLessThanOrEqual(limit ?? Infinity);
        expect(text.replace(address, '').replace(/👩‍👩‍👧/gu, '')).not.toMatch(/\u200d/u);
      }),
    );
  });
});
