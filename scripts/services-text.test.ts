import { expect, it } from 'vitest';
import { deploymentOf } from '../lib/domain/deployment';
import { standingOf } from '../lib/domain/standing';
import { servicesText } from './services-text';

const textOf = (settings: object, name: string) => {
  const lines = servicesText(standingOf(deploymentOf(settings))).split('\n');
  const from = lines.findIndex(line => line.startsWith(name));
  const to = lines.findIndex((line, i) => i > from && !line.startsWith(' '));
  return lines.slice(from, to < 0 ? undefined : to);
};

it('says what is missing, and what can be had today', () => {
  expect(textOf({}, 'TIDAL')).toEqual([
    'TIDAL          A link and a reminder',
    '               To save: set TIDAL_CLIENT_ID, TIDAL_CLIENT_SECRET.',
    '               It takes an app at developer.tidal.com.',
    expect.stringMatching(/^ {15}Today: everybody; /),
  ]);
});

it('says what limits a service that is on, and the way up', () => {
  expect(textOf({ spotify: { tier: 'development' } }, 'Spotify')).toEqual([
    'Spotify        Saves it to your library at the release, for listed accounts (development)',
    '               At most 5 accounts on a campaign; then the next fan gets the next best.',
    expect.stringMatching(/^ {15}For everyone: extended quota, .*\(SPOTIFY_TIER=extended\)\.$/),
  ]);
});
