import { describe, expect, it } from 'vitest';
import { parseServiceLink } from './service-link';
import { appleUri, appleUrl, parseAppleUri } from './service-link-apple';

describe('an Apple Music release', () => {
  const album = { storefront: 'gb', type: 'album', id: '1771234567' } as const;

  it('has a URI and an address with its storefront', () => {
    expect(appleUri(album)).toBe('apple:gb:album:1771234567');
    expect(appleUrl(album)).toBe('https://music.apple.com/gb/album/1771234567');
    expect(parseAppleUri(appleUri(album))).toEqual(album);
  });

  it.each(['apple:album:1', 'apple:GB:album:1', 'apple:gb:playlist:1', 'apple:gb:album:x', 'spotify:album:1', ''])(
    'is not "%s"',
    text => expect(parseAppleUri(text)).toBeNull(),
  );

  it.each([
    ['https://music.apple.com/de/album/tides/1771234567', 'apple:de:album:1771234567'],
    ['https://music.apple.com/de/album/tides/1771234567?i=99', 'apple:de:song:99'],
    ['https://music.apple.com/jp/song/tide/99', 'apple:jp:song:99'],
    ['https://itunes.apple.com/album/id1771234567', 'apple:us:album:1771234567'],
  ])('is read from %s', (link, uri) => expect(parseServiceLink('appleMusic', link)).toMatchObject({ ok: true, uri }));
});
