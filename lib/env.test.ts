import { describe, expect, it } from 'vitest';
import { readEnv } from './env';

const secret = 'x'.repeat(40);
const good = {
  APP_URL: 'https://upbeat.example',
  DATABASE_URL: 'postgres://u:p@localhost/upbeat',
  AUTH_SECRET: secret,
  CRON_SECRET: secret,
  UPBEAT_KEYS: `k2:${Buffer.alloc(32, 2).toString('base64')},k1:${Buffer.alloc(32, 1).toString('base64')}`,
};
const problems = (change: Record<string, string | undefined>) => {
  const read = readEnv({ ...good, ...change });
  return read.ok ? [] : read.problems;
};

describe('readEnv', () => {
  it('reads a deployment without Spotify, the newest key first', () => {
    const read = readEnv(good);
    expect(read.ok && [read.env.spotify, read.env.keyRing.map(k => k.id), read.env.appUrl]).toEqual([
      null,
      ['k2', 'k1'],
      'https://upbeat.example',
    ]);
  });

  it.each(Object.keys(good))('names %s when it is missing or empty', name => {
    for (const value of [undefined, ''])
      expect(problems({ [name]: value }).join()).toMatch(new RegExp(`^${name} is missing\\.`));
  });

  it.each([
    ['APP_URL', 'upbeat.example'],
    ['APP_URL', 'https://upbeat.example/app'],
    ['DATABASE_URL', 'mysql://x'],
    ['AUTH_SECRET', 'short'],
    ['CRON_SECRET', 'short'],
    ['UPBEAT_KEYS', 'k1:too-short'],
    ['UPBEAT_KEYS', `${good.UPBEAT_KEYS},k1:${Buffer.alloc(32).toString('base64')}`],
    ['SPOTIFY_TIER', 'gold'],
    ['SPOTIFY_API_URL', 'api.spotify.com'],
  ])('names %s when it is %s', (name, value) => {
    expect(problems({ [name]: value }).join()).toMatch(new RegExp(`^${name} must be`));
    expect(problems({ [name]: value }).join(), 'and does not repeat a secret').not.toContain('too-short');
  });

  it('wants credentials with a tier, and has Spotify’s own addresses by default', () => {
    expect(problems({ SPOTIFY_TIER: 'extended' })).toHaveLength(2);
    const read = readEnv({ ...good, SPOTIFY_TIER: 'development', SPOTIFY_CLIENT_ID: 'id', SPOTIFY_CLIENT_SECRET: 's' });
    expect(read.ok && read.env.spotify).toMatchObject({
      tier: 'development',
      accountsUrl: 'https://accounts.spotify.com',
      apiUrl: 'https://api.spotify.com',
    });
  });
});
