import { describe, expect, it } from 'vitest';
import { readReleaseStart } from './release-start';

describe('readReleaseStart', () => {
  it.each<[string, object]>([
    [
      ' https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy?si=abc ',
      { kind: 'link', dsp: 'spotify', uri: 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy' },
    ],
    ['spotify:album:4aawyAB9vmqN3uQ7FjRGTy', { kind: 'link', dsp: 'spotify' }],
    ['https://www.deezer.com/en/album/302127', { kind: 'link', dsp: 'deezer', uri: 'deezer:album:302127' }],
    ['https://tidal.com/browse/album/4711', { kind: 'link', dsp: 'tidal', uri: 'tidal:album:4711' }],
    ['https://audiomack.com/ada/song/tide', { kind: 'link', dsp: 'audiomack', uri: null }],
    ['810121774182', { kind: 'upc', upc: '810121774182' }],
    ['UPC: 8101 2177 4182', { kind: 'upc', upc: '810121774182' }],
    ['QZ-ES6-24-12345', { kind: 'isrc', isrc: 'QZES62412345' }],
    ['isrc: qzes62412345', { kind: 'isrc', isrc: 'QZES62412345' }],
  ])('reads %s', (text, start) => expect(readReleaseStart(text)).toMatchObject({ ok: true, start }));

  it.each([
    ['', /^Paste a link/],
    ['Glass Harbour', /^This is neither/],
    ['https://example.com/album/1', /^This is neither/],
    ['810121774183', /check digit/],
    ['https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M', /playlist/],
    ['QZ-ES6-24-1234', /12 characters/],
  ])('says what is wrong with "%s"', (text, message) => {
    const read = readReleaseStart(text);
    expect(!read.ok && read.message).toMatch(message);
  });
});
