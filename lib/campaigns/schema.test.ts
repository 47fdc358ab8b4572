import { describe, expect, it } from 'vitest';
import { readCampaign, readRelease } from './schema';

const good = {
  slug: 'night-drive',
  artist: 'Ada',
  title: 'Night Drive',
  kind: 'single',
  release: { mode: 'local-midnight', date: '2026-12-11' },
  upc: '602445868162',
  isrcs: ['GB-A1B-26-00001'],
  services: {
    spotify: { url: 'https://open.spotify.com/intl-de/album/4aawyAB9vmqN3uQ7FjRGTy?si=abc' },
    appleMusic: { url: 'https://music.apple.com/gb/album/night-drive/1771234567' },
    deezer: {},
  },
};

const problems = (change: object) => {
  const read = readCampaign({ ...good, ...change });
  return read.ok ? [] : read.problems.map(p => p.field);
};

describe('readCampaign', () => {
  it('reads a campaign, cleans its links and says what it cleaned', () => {
    const read = readCampaign(good);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { services, isrcs, release } = read.campaign;
    expect(services.links.map(l => [l.dsp, l.url, l.uri])).toEqual([
      ['spotify', 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy', 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy'],
      ['appleMusic', good.services.appleMusic.url, 'apple:gb:album:1771234567'],
      ['deezer', null, null],
    ]);
    expect(services.notes.join()).toMatch(/services\.spotify\.url: .*si/);
    expect([isrcs, release]).toEqual([['GBA1B2600001'], { mode: 'local-midnight', date: '2026-12-11' }]);
  });

  it.each<[string, object, string]>([
    ['a missing title', { title: undefined }, 'title'],
    ['a reserved address', { slug: 'api' }, 'slug'],
    ['a UPC with a mistyped digit', { upc: '602445868163' }, 'upc'],
    ['an ISRC of the wrong shape', { isrcs: ['nope'] }, 'isrcs.0'],
    ['a day that does not exist', { release: { mode: 'local-midnight', date: '2026-02-30' } }, 'release.date'],
    ['an instant without a zone', { release: { mode: 'instant', at: '2026-12-11T18:00:00' } }, 'release.at'],
    ['an unknown kind', { kind: 'mixtape' }, 'kind'],
    [
      'a link of another service',
      { services: { deezer: { url: 'https://tidal.com/album/1' } } },
      'services.deezer.url',
    ],
    [
      'a playlist',
      { services: { spotify: { url: 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M' } } },
      'services.spotify.url',
    ],
    [
      'two Spotify releases at once',
      { services: { spotify: { ...good.services.spotify, uri: 'spotify:album:1111111111111111111111' } } },
      'services.spotify.uri',
    ],
    ['no service', { services: {} }, 'services'],
    ['a misspelt field', { artsit: 'Ada' }, 'campaign'],
  ])('names the field of %s', (_, change, field) => expect(problems(change)).toContain(field));

  it('wants Spotify to be findable on release day', () => {
    expect(problems({ upc: undefined, isrcs: undefined, services: { spotify: {} } })).toEqual(['services.spotify']);
    expect(problems({ services: { spotify: {} } })).toEqual([]);
  });

  it('answers whatever it is given', () => {
    for (const json of [null, 7, 'x', [], {}]) expect(readCampaign(json).ok).toBe(false);
  });
});

describe('readRelease', () => {
  it('tells a local midnight from an instant, and both from neither', () => {
    expect(readRelease('2026-12-11')).toEqual({ mode: 'local-midnight', date: '2026-12-11' });
    expect(readRelease('2026-12-11T18:00:00+01:00')).toEqual({ mode: 'instant', at: Date.UTC(2026, 11, 11, 17) });
    for (const text of ['soon', '2026-13-01', '2026-12-11T18:00:00', '']) expect(readRelease(text)).toBeNull();
  });
});
