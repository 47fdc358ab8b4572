import { describe, expect, it } from 'vitest';
import type { Dsp } from '../domain/dsp';
import type { CatalogueDsp, Description, Outcome, ReleaseKey } from '../dsp/types';
import type { ReleaseStart } from './release-start';
import { isSameUpc, resolveRelease } from './resolve-links';

const UPC = '810121774182';

const tides = (dsp: string, more: Partial<Description> = {}): Description => ({
  uri: `${dsp}:album:1`,
  url: `https://${dsp}.example/1`,
  artist: 'Ada Maren',
  title: 'Tides',
  kind: 'album',
  upc: UPC,
  isrcs: [],
  releaseDate: '2026-12-11',
  artworkUrl: null,
  ...more,
});

type Ask = { key: ReleaseKey; market: string };
type Answer = Outcome<{ description: Description | null }>;

/** A catalogue whose answers the test writes, and what it was asked. */
function catalogue(dsp: Dsp, answer: (ask: Ask) => Answer | Promise<Answer>): CatalogueDsp & { asked: Ask[] } {
  const asked: Ask[] = [];
  return {
    dsp,
    asked,
    describe: async (key, market) => {
      asked.push({ key, market });
      return answer({ key, market });
    },
  };
}

const has = (dsp: Dsp, more: Partial<Description> = {}) =>
  catalogue(dsp, () => ({ kind: 'ok', description: tides(dsp, more) }));
const lacks = (dsp: Dsp) => catalogue(dsp, () => ({ kind: 'ok', description: null }));

const link: ReleaseStart = {
  kind: 'link',
  dsp: 'spotify',
  url: 'https://open.spotify.com/album/1',
  uri: 'spotify:album:1',
  notes: [],
};
const upc: ReleaseStart = { kind: 'upc', upc: UPC };

describe('resolveRelease', () => {
  it('looks the link up first and goes on with its UPC', async () => {
    const [spotify, deezer] = [has('spotify'), has('deezer')];
    const heard: string[] = [];
    const resolved = await resolveRelease(link, { catalogues: [spotify, deezer], market: 'DE' }, match =>
      heard.push(`${match.dsp} ${match.kind}`),
    );
    expect(resolved.about).toEqual(tides('spotify'));
    expect(resolved.matches).toEqual([
      { dsp: 'spotify', kind: 'found', by: 'link', agrees: true, description: tides('spotify') },
      { dsp: 'deezer', kind: 'found', by: 'upc', agrees: true, description: tides('deezer') },
    ]);
    expect(heard).toEqual(['spotify found', 'deezer found']);
    expect(deezer.asked).toEqual([{ key: { uri: null, upc: UPC, isrcs: [] }, market: 'DE' }]);
  });

  it('says so when another release stands under the same code', async () => {
    const resolved = await resolveRelease(link, {
      catalogues: [has('spotify'), has('deezer', { title: 'Karaoke Hits' })],
      market: 'DE',
    });
    expect(resolved.matches[1]).toMatchObject({ kind: 'found', agrees: false });
  });

  it('falls back on the ISRC where the UPC is not known', async () => {
    const tidal = catalogue('tidal', ({ key }) => ({
      kind: 'ok',
      description: key.isrcs.length > 0 ? tides('tidal') : null,
    }));
    const catalogues = [has('spotify', { isrcs: ['QZES62412345'] }), tidal];
    const resolved = await resolveRelease(link, { catalogues, market: 'GB' });
    expect(resolved.matches[1]).toMatchObject({ kind: 'found', by: 'isrc' });
    expect(tidal.asked.map(({ market }) => market)).toEqual(['GB', 'US', 'GB']);
  });

  it('looks in other markets where the artist’s own does not have it, each once', async () => {
    const deezer = lacks('deezer');
    const resolved = await resolveRelease(upc, { catalogues: [deezer], market: 'US' });
    expect(resolved).toEqual({ about: null, matches: [{ dsp: 'deezer', kind: 'not_found' }] });
    expect(deezer.asked.map(({ market }) => market)).toEqual(['US', 'GB']);
  });

  it('takes the first catalogue’s word for a code, whoever answers first, and holds the others to it', async () => {
    const slow = catalogue('spotify', async () => {
      await new Promise(resolve => setTimeout(resolve, 10));
      return { kind: 'ok', description: tides('spotify') };
    });
    const resolved = await resolveRelease(upc, {
      catalogues: [slow, has('deezer', { title: 'Karaoke Hits' })],
      market: 'DE',
    });
    expect(resolved.about?.uri).toBe('spotify:album:1');
    expect(resolved.matches.map(match => match.kind === 'found' && match.agrees)).toEqual([true, false]);
  });

  it.each<[string, Answer]>([
    ['away', { kind: 'unavailable', detail: '503' }],
    ['busy', { kind: 'rate_limited', retryAfterMs: 1_000 }],
  ])('goes on without a service that is %s', async (_, answer) => {
    const resolved = await resolveRelease(link, {
      catalogues: [has('spotify'), catalogue('tidal', () => answer), has('deezer')],
      market: 'DE',
    });
    expect(resolved.matches.map(({ dsp, kind }) => `${dsp} ${kind}`).toSorted()).toEqual([
      'deezer found',
      'spotify found',
      'tidal failed',
    ]);
  });

  it('waits for nobody for ever', async () => {
    const silent = catalogue('tidal', () => new Promise<Answer>(() => undefined));
    const resolved = await resolveRelease(upc, { catalogues: [silent], market: 'DE', patienceMs: 20 });
    expect(resolved.matches).toEqual([{ dsp: 'tidal', kind: 'failed' }]);
  });

  it('has one end for all that is asked in turn', async () => {
    const silent = catalogue('tidal', () => new Promise<Answer>(() => undefined));
    const wish = { catalogues: [has('spotify'), silent], market: 'DE', patienceMs: 3_600_000, wholeMs: 20 };
    const { matches } = await resolveRelease(link, wish);
    expect(matches.map(({ dsp, kind }) => `${dsp} ${kind}`)).toEqual(['spotify found', 'tidal failed']);
  });

  it('knows nothing of a release on a service without a catalogue', async () => {
    const start: ReleaseStart = {
      kind: 'link',
      dsp: 'audiomack',
      url: 'https://audiomack.com/a/song/b',
      uri: null,
      notes: [],
    };
    const spotify = has('spotify');
    expect(await resolveRelease(start, { catalogues: [spotify], market: 'DE' })).toEqual({ about: null, matches: [] });
    expect(spotify.asked).toEqual([]);
  });
});

describe('isSameUpc', () => {
  it('looks past the padding and at nothing else', () => {
    expect(isSameUpc(UPC, `00${UPC}`)).toBe(true);
    expect(isSameUpc(UPC, '602445868162')).toBe(false);
  });
});
