import { describe, expect, it } from 'vitest';
import { albumSchema, trackSchema } from './api-types';
import { albumEntry, albumsOf, hasIsrc, hasUpc, isAhead, trackEntry } from './catalogue';

const NOW = Date.UTC(2026, 11, 11, 9, 59, 0);
const album = (more: object = {}) =>
  albumSchema.parse({ id: 'a', name: 'Tides', artists: [{ name: 'Ada' }, { name: 'Bo' }], ...more });
const track = (more: object = {}, albumId = 'a') =>
  trackSchema.parse({ id: 't', name: 'Tide', artists: [{ name: 'Ada' }], album: { id: albumId }, ...more });
const tracks = (...playable: (boolean | undefined)[]) => ({
  tracks: { items: playable.map(is_playable => ({ is_playable })) },
});

describe('isAhead', () => {
  it('lets a day begin where it begins first, at UTC+14', () => {
    expect(isAhead('2026-12-12', NOW)).toBe(true);
    expect(isAhead('2026-12-12', NOW + 60_000)).toBe(false);
  });

  it.each([
    ['2026-12', false],
    ['2027-01', true],
    ['2026', false],
    ['2027', true],
    [null, false],
    ['soon', false],
  ])('reads %j as precisely as it is', (date, ahead) => expect(isAhead(date, NOW)).toBe(ahead));
});

describe('albumEntry', () => {
  it('says what to save, where it opens and whose it is', () =>
    expect(albumEntry(album(), NOW)).toMatchObject({
      found: { uri: 'spotify:album:a', url: 'https://open.spotify.com/album/a', artist: 'Ada, Bo', title: 'Tides' },
      out: true,
    }));

  it.each([
    [
      'a date ahead, though a track can be played already',
      { release_date: '2026-12-25', ...tracks(true, false) },
      false,
    ],
    ['held back from the market', { restrictions: { reason: 'market' } }, false],
    ['held back for a reason of the future', { restrictions: { reason: 'embargo' } }, false],
    ['explicit', { restrictions: { reason: 'explicit' } }, true],
    ['no track that plays', tracks(false, false), false],
    ['one track that plays', tracks(false, true), true],
    ['tracks that say nothing', tracks(undefined), true],
  ])('%s', (_what, more, out) => expect(albumEntry(album(more), NOW).out).toBe(out));
});

describe('trackEntry', () => {
  it.each([
    [{}, true],
    [{ is_playable: false }, false],
    [{ restrictions: { reason: 'market' } }, false],
    [{ album: { id: 'a', release_date: '2026-12-25' } }, false],
  ])('%j', (more, out) => expect(trackEntry(track(more), NOW).out).toBe(out));
});

describe('codes', () => {
  it('compares a UPC without its padding and lets pass what has none', () => {
    expect(hasUpc(album({ external_ids: { upc: '00810121774182' } }), '810121774182')).toBe(true);
    expect(hasUpc(album({ external_ids: { upc: '810121774199' } }), '810121774182')).toBe(false);
    expect(hasUpc(album(), '810121774182')).toBe(true);
  });

  it('compares an ISRC without hyphens', () => {
    expect(hasIsrc(track({ external_ids: { isrc: 'qz-es6-24-12345' } }), 'QZES62412345')).toBe(true);
    expect(hasIsrc(track({ external_ids: { isrc: 'QZES62412346' } }), 'QZES62412345')).toBe(false);
  });

  it('puts the album with most of the recordings before the single with one of them', () =>
    expect(
      albumsOf([
        [track({}, 'single'), track({}, 'album')],
        [track({}, 'album'), track({}, 'album')],
      ]),
    ).toEqual(['album', 'single']));
});
