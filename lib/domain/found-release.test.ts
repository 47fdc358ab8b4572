import { expect, it } from 'vitest';
import { evidenceWords, fieldsFound, type FoundInCatalogue } from './found-release';

const about = {
  artist: 'Mira Solenne',
  title: 'Glass Harbour',
  kind: 'album',
  upc: '602445868162',
  isrcs: ['GBAYE0601498'],
  releaseDate: '2026-12-11',
} as const;
const match = { by: 'upc', agrees: true, url: 'https://tidal.com/album/1', ...about } as const;
const other = { ...match, agrees: false, artist: 'Somebody Else', url: 'https://deezer.com/album/9' };

it('takes what agrees, asks about what does not, and leaves on what saves here', () => {
  const found: FoundInCatalogue[] = [
    { dsp: 'tidal', match },
    { dsp: 'deezer', match: other },
    { dsp: 'appleMusic', match: null },
  ];
  expect(fieldsFound(about, found, ['appleMusic'])).toEqual({
    artist: 'Mira Solenne',
    title: 'Glass Harbour',
    kind: 'album',
    mode: 'local-midnight',
    date: '2026-12-11',
    upc: '602445868162',
    isrcs: '',
    slug: 'glass-harbour',
    'on.appleMusic': 'on',
    'on.tidal': 'on',
    'url.tidal': 'https://tidal.com/album/1',
  });
});

it('tells its evidence', () => {
  expect(evidenceWords({ dsp: 'tidal', match })).toBe('Found by its UPC: “Glass Harbour” by Mira Solenne, 2026-12-11.');
  expect(evidenceWords({ dsp: 'deezer', match: other })).toContain('The names differ');
  expect(evidenceWords({ dsp: 'spotify', match: null })).toContain('does not have it'.slice(1));
  expect(evidenceWords({ dsp: 'spotify', match: null, failed: true })).toContain('Did not answer');
});
