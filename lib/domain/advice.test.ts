import { describe, expect, it } from 'vitest';
import { adviceFor, type Advised, type CatalogueWord, type Plan } from './advice';

const NOW = Date.UTC(2026, 10, 22, 12);

const plan = (more: Partial<Plan> = {}): Plan => ({
  artist: 'Ada Maren',
  title: 'Tides',
  kind: 'album',
  release: { mode: 'local-midnight', date: '2026-12-18' },
  upc: '810121774182',
  isrcs: [],
  hasArtwork: true,
  services: [
    { dsp: 'spotify', url: null, uri: 'spotify:album:x', countdownUrl: null },
    { dsp: 'appleMusic', url: null, uri: null, countdownUrl: null },
  ],
  ...more,
});
const word = (more: Partial<CatalogueWord> = {}): CatalogueWord => ({
  dsp: 'deezer',
  artist: 'Ada Maren',
  title: 'Tides',
  upc: '00810121774182',
  releaseDate: '2026-12-18',
  ...more,
});
const advise = (more: Partial<Advised> = {}) =>
  adviceFor({ plan: plan(), catalogue: [word()], spotify: 'everyone', now: NOW, ...more });
const ids = (more: Partial<Advised> = {}) => advise(more).map(({ id }) => id);

describe('adviceFor', () => {
  it('has nothing to say to a plan that is whole', () => expect(ids()).toEqual([]));

  const services = plan().services;
  it.each<[string, Partial<Advised>, string[]]>([
    [
      'thirteen days',
      { plan: plan({ release: { mode: 'local-midnight', date: '2026-12-05' } }) },
      ['short_notice', 'date_deezer'],
    ],
    ['a date that has passed', { plan: plan({ release: { mode: 'instant', at: NOW - 1 } }) }, ['already_out']],
    ['no date yet', { plan: plan({ release: null }) }, []],
    ['no Apple Music', { plan: plan({ services: services.slice(0, 1) }) }, ['no_apple']],
    ['a single on Apple Music', { plan: plan({ kind: 'single' }) }, ['apple_single']],
    ['Spotify for listed fans', { spotify: 'listed' }, ['no_spotify_tier']],
    ['no Spotify', { spotify: 'nobody' }, ['no_spotify_tier']],
    ['no code', { plan: plan({ upc: null }) }, ['no_code']],
    ['an ISRC alone', { plan: plan({ upc: null, isrcs: ['QZES62412345'] }) }, []],
    ['no artwork', { plan: plan({ hasArtwork: false }) }, ['no_artwork']],
    ['the link of another release', { catalogue: [word({ title: 'Karaoke Hits' })] }, ['other_release_deezer']],
    ['a catalogue before the names are typed', { plan: plan({ title: ' ' }), catalogue: [word()] }, []],
    ['another UPC', { catalogue: [word({ upc: '602445868162' })] }, ['upc_deezer']],
    ['another date', { catalogue: [word({ releaseDate: '2026-12-11' })] }, ['date_deezer']],
    ['a catalogue that tells little', { catalogue: [word({ upc: null, releaseDate: null })] }, []],
  ])('speaks of %s', (_, more, expected) => {
    const wanted = new Set(expected);
    expect(new Set(ids(more))).toEqual(wanted);
  });

  it('says nothing of Spotify’s tier where the artist’s Countdown Page stands in', () => {
    const countdown = services.map(one => ({ ...one, countdownUrl: 'https://open.spotify.com/prerelease/x' }));
    expect(ids({ spotify: 'nobody', plan: plan({ services: countdown }) })).toEqual([]);
  });

  it('counts a day begun as a day', () => {
    const { says } = advise({ plan: plan({ release: { mode: 'instant', at: NOW + 3_600_000 } }) })[0] ?? {};
    expect(says).toMatch(/^One day is left/);
  });

  it('puts faults before hints', () => {
    const all = advise({ plan: plan({ hasArtwork: false }), catalogue: [word({ upc: '602445868162' })] });
    expect(all.map(({ weight }) => weight)).toEqual(['fault', 'hint']);
  });

  it('gives each what is so, what a fan would meet, and the way on', () => {
    const all = advise({
      plan: plan({ kind: 'single', upc: null, hasArtwork: false, release: { mode: 'instant', at: NOW + 1 } }),
      spotify: 'nobody',
    });
    expect(all.length).toBeGreaterThan(4);
    for (const { says, fans, mend } of all)
      expect([says, fans, mend].every(text => text.length > 10 && text.endsWith('.'))).toBe(true);
  });
});
