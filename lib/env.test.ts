import { generateKeyPairSync } from 'node:crypto';
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

  it('speaks to TIDAL where it has a client, and wants both halves of it', () => {
    const off = readEnv(good);
    expect(off.ok && [off.env.tidal, off.env.youtubeMusic]).toEqual([null, null]);
    expect(problems({ TIDAL_CLIENT_ID: 'id' }).join()).toMatch(/^TIDAL_CLIENT_SECRET is missing/);
    const on = readEnv({ ...good, TIDAL_CLIENT_ID: 'id', TIDAL_CLIENT_SECRET: 's' });
    expect(on.ok && on.env.tidal).toEqual({
      clientId: 'id',
      clientSecret: 's',
      loginUrl: 'https://login.tidal.com',
      authUrl: 'https://auth.tidal.com',
      apiUrl: 'https://openapi.tidal.com/v2',
    });
  });

  it('speaks to YouTube Music where a tier is named, and takes the units a day that Google has granted', () => {
    expect(problems({ YOUTUBE_TIER: 'testing' })).toHaveLength(3);
    expect(problems({ YOUTUBE_TIER: 'gold' }).join()).toMatch(/^YOUTUBE_TIER must be/);
    const client = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 's', YOUTUBE_API_KEY: 'k' };
    const testing = readEnv({ ...good, ...client, YOUTUBE_TIER: 'testing' });
    const verified = readEnv({ ...good, ...client, YOUTUBE_TIER: 'verified', YOUTUBE_UNITS: '50000' });
    expect(testing.ok && [testing.env.youtubeMusic?.tier, testing.env.youtubeMusic?.units]).toEqual([
      'testing',
      undefined,
    ]);
    expect(verified.ok && [verified.env.youtubeMusic?.units, verified.env.youtubeMusic?.tokenUrl]).toEqual([
      50_000,
      'https://oauth2.googleapis.com/token',
    ]);
    for (const units of ['0', '1e5', 'many'])
      expect(problems({ YOUTUBE_UNITS: units }).join()).toMatch(/^YOUTUBE_UNITS must be/);
  });

  it('has Deezer and SoundCloud where their client is given whole, and names the half that is missing', () => {
    const whole = { DEEZER_APP_ID: '1', DEEZER_SECRET: 's', DEEZER_API_URL: 'http://127.0.0.1:9/' };
    const read = readEnv({ ...good, ...whole });
    expect(read.ok && [read.env.deezer, read.env.soundcloud]).toEqual([
      { clientId: '1', clientSecret: 's', connectUrl: 'https://connect.deezer.com', apiUrl: 'http://127.0.0.1:9' },
      null,
    ]);
    expect(problems({ DEEZER_APP_ID: '1' })).toEqual([
      'DEEZER_SECRET is missing. DEEZER_APP_ID is set and needs it; unset both to run without the service.',
    ]);
    expect(problems({ SOUNDCLOUD_CLIENT_SECRET: 's' }).join()).toMatch(/^SOUNDCLOUD_CLIENT_ID is missing/);
    expect(problems({ ...whole, DEEZER_CONNECT_URL: 'deezer' }).join()).toMatch(/^DEEZER_CONNECT_URL must be/);
  });

  it('believes in proxies and their word for a country as far as it is told', () => {
    const told = (change: Record<string, string>) => {
      const read = readEnv({ ...good, ...change });
      return read.ok && [read.env.trustedProxies, read.env.countryHeader];
    };
    expect(told({})).toEqual([null, null]);
    expect(told({ TRUSTED_PROXIES: '0', COUNTRY_HEADER: 'CF-IPCountry' })).toEqual([0, 'cf-ipcountry']);
    expect(told({ VERCEL: '1' })).toEqual([1, 'x-vercel-ip-country']);
    expect(problems({ TRUSTED_PROXIES: 'many', COUNTRY_HEADER: 'a header' })).toHaveLength(2);
  });

  describe('Apple Music', () => {
    const pem = (namedCurve: string) =>
      generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const key = pem('P-256');
    const whole = { APPLE_TEAM_ID: 'ABCDE12345', APPLE_KEY_ID: 'KEY1234567', APPLE_PRIVATE_KEY: key };

    it.each([
      ['as it is', key],
      ['with its line breaks written out', key.replaceAll('\n', '\\n')],
      ['in base64', Buffer.from(key).toString('base64')],
    ])('takes the key %s', (_, APPLE_PRIVATE_KEY) => {
      const read = readEnv({ ...good, ...whole, APPLE_PRIVATE_KEY });
      expect(read.ok && read.env.appleMusic).toEqual({
        teamId: 'ABCDE12345',
        keyId: 'KEY1234567',
        privateKey: key.trim(),
        apiUrl: 'https://api.music.apple.com',
        musicKitUrl: 'https://js-cdn.music.apple.com/musickit/v3/musickit.js',
      });
    });

    it('is off without its three', () => {
      const read = readEnv(good);
      expect(read.ok && read.env.appleMusic).toBeNull();
    });

    it.each(Object.keys(whole))('names %s when it alone is missing', name => {
      expect(problems({ ...whole, [name]: undefined }).join()).toMatch(new RegExp(`^${name} is missing`));
    });

    it.each<[string, Record<string, string>]>([
      ['APPLE_TEAM_ID', { APPLE_TEAM_ID: 'short' }],
      ['APPLE_KEY_ID', { APPLE_KEY_ID: 'key1234567' }],
      ['APPLE_PRIVATE_KEY', { APPLE_PRIVATE_KEY: 'no key' }],
      ['APPLE_PRIVATE_KEY', { APPLE_PRIVATE_KEY: pem('P-384') }],
      ['APPLE_MUSIC_API_URL', { APPLE_MUSIC_API_URL: 'apple' }],
      ['MUSICKIT_JS_URL', { MUSICKIT_JS_URL: 'musickit.js' }],
    ])('says what is wrong with %s', (name, change) => {
      const [problem, ...more] = problems({ ...whole, ...change });
      expect(problem).toMatch(new RegExp(`^${name} must be`));
      expect(more).toEqual([]);
      expect(problem, 'and does not repeat a secret').not.toMatch(/BEGIN|no key/);
    });
  });

  it('sends mails by SMTP_URL from MAIL_FROM, and has an address of its own', () => {
    const mail = (change: Record<string, string>) => {
      const read = readEnv({ ...good, ...change });
      return read.ok && [read.env.smtpUrl, read.env.mailFrom];
    };
    expect(mail({})).toEqual([null, { name: 'Upbeat', address: 'no-reply@upbeat.example' }]);
    const smtp = 'smtps://user:p%40ss@mail.example:465';
    expect(mail({ SMTP_URL: smtp, MAIL_FROM: 'Night Drive <hello@night.example>' })).toEqual([
      smtp,
      { name: 'Night Drive', address: 'hello@night.example' },
    ]);
    expect(mail({ MAIL_FROM: 'hello@night.example' })).toEqual([
      null,
      { name: 'Upbeat', address: 'hello@night.example' },
    ]);
    for (const wrong of ['mail.example', 'https://mail.example'])
      expect(problems({ SMTP_URL: wrong }).join()).toMatch(/^SMTP_URL must be/);
    for (const wrong of ['Night Drive', 'a@b, c@d', 'Nova\r\nBcc: x@y.example <a@b.example>', '<a@b.example> x'])
      expect(problems({ MAIL_FROM: wrong }).join(), wrong).toMatch(/^MAIL_FROM must be/);
  });

  it('names whoever runs it, in part or not at all', () => {
    const operator = (change: Record<string, string>) => {
      const read = readEnv({ ...good, ...change });
      return read.ok && read.env.operator;
    };
    expect(operator({})).toEqual({ name: null, email: null });
    expect(operator({ OPERATOR_NAME: ' Night Ltd ', CONTACT_EMAIL: 'ask@night.example' })).toEqual({
      name: 'Night Ltd',
      email: 'ask@night.example',
    });
    expect(problems({ CONTACT_EMAIL: 'ask at night' }).join()).toMatch(/^CONTACT_EMAIL must be an e-mail address/);
  });

  it('lets everybody sign up unless it is told otherwise', () => {
    const signUp = (change: Record<string, string>) => {
      const read = readEnv({ ...good, ...change });
      return read.ok && read.env.signUp;
    };
    expect([signUp({}), signUp({ SIGN_UP: 'invited' })]).toEqual(['open', 'invited']);
    expect(problems({ SIGN_UP: 'nobody' })).toEqual(['SIGN_UP must be one of open, invited.']);
  });

  it('lets artists sign in where a client is given whole, whether or not fans use it', () => {
    const signIn = (change: Record<string, string>) => {
      const read = readEnv({ ...good, ...change });
      return read.ok && [read.env.signIn.google?.clientId, read.env.signIn.spotify?.accountsUrl];
    };
    expect(signIn({})).toEqual([undefined, undefined]);
    expect(signIn({ GOOGLE_CLIENT_ID: 'g' })).toEqual([undefined, undefined]);
    expect(
      signIn({ GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 's', SPOTIFY_CLIENT_ID: 'p', SPOTIFY_CLIENT_SECRET: 's' }),
    ).toEqual(['g', 'https://accounts.spotify.com']);
  });
});
