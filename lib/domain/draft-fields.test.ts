import { expect, it, test } from 'vitest';
import {
  changedFields,
  fieldOfProblem,
  fieldsOfCampaign,
  jsonOf,
  readFields,
  releaseIn,
  servicesIn,
} from './draft-fields';

const campaign = {
  slug: 'glass-harbour',
  artist: 'Mira Solenne',
  title: 'Glass Harbour',
  kind: 'album',
  upc: '602445868162',
  isrcs: ['GBAYE0601498', 'GBAYE0601499'],
  about: 'Out soon',
  release: { mode: 'instant', at: Date.UTC(2026, 11, 11, 19) },
  services: [
    { dsp: 'spotify', url: 'https://open.spotify.com/album/1', countdownUrl: 'https://open.spotify.com/prerelease/2' },
    { dsp: 'deezer', url: null, countdownUrl: null },
  ],
} as const;

it('a campaign goes through its form unchanged', () => {
  const fields = fieldsOfCampaign(campaign, 'Europe/Berlin');
  expect(fields).toMatchObject({ date: '2026-12-11', time: '20:00', zone: 'Europe/Berlin' });
  expect(jsonOf(fields)).toEqual({
    slug: 'glass-harbour',
    artist: 'Mira Solenne',
    title: 'Glass Harbour',
    kind: 'album',
    upc: '602445868162',
    isrcs: ['GBAYE0601498', 'GBAYE0601499'],
    about: 'Out soon',
    release: { mode: 'instant', at: '2026-12-11T19:00:00Z' },
    services: {
      spotify: {
        url: 'https://open.spotify.com/album/1',
        countdownUrl: 'https://open.spotify.com/prerelease/2',
      },
      deezer: {},
    },
  });
});

it('keeps what was typed, right or wrong, and nothing that is no field', () => {
  expect(readFields({ artist: ' x ', date: 'soon', 'on.tidal': 'on', __proto__: 'y', evil: 'z', title: 7 })).toEqual({
    artist: ' x ',
    date: 'soon',
    'on.tidal': 'on',
  });
  expect(readFields({ about: 'x'.repeat(9_000) })['about']).toHaveLength(4_000);
});

it('a service that is off is off, whatever link it still has', () => {
  expect(servicesIn({ 'url.tidal': 'https://tidal.com/album/1', 'on.deezer': 'on' })).toEqual([
    { dsp: 'deezer', url: '', countdownUrl: '' },
  ]);
});

test.each([
  [{ date: '2026-12-11' }, { mode: 'local-midnight', date: '2026-12-11' }],
  [{ date: '' }, null],
  [{ date: '2026-13-41' }, null],
  [{ mode: 'instant', date: '2026-12-11', time: '20:00', zone: 'Nowhere/At' }, null],
])('the release of %o', (fields, release) => expect(releaseIn(fields as Record<string, string>)).toEqual(release));

test.each([
  ['release.date', 'date'],
  ['release', 'date'],
  ['isrcs.3', 'isrcs'],
  ['services', 'services'],
  ['services.spotify', 'url.spotify'],
  ['services.spotify.countdownUrl', 'countdown.spotify'],
  ['artwork', 'artwork'],
])('a problem at %s stands beside %s', (path, field) => expect(fieldOfProblem(path)).toBe(field));

it('names what somebody else has changed', () => {
  expect(changedFields({ a: '1', b: '2' }, { a: '1', c: '' })).toEqual(['b']);
});
