import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '../db';
import { testDatabase, type TestDatabase } from '../testing/database';
import * as artist from './artist';

/*
 * The sign-in engine with our settings, as it is driven by our routes: over a real database, with a Spotify and a Google that
 * answer as the real ones do. What a browser shows is tried in e2e/artist-sign-in.spec.ts.
 */

const jar = new Map<string, string>();
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => void jar.set(name, value),
  }),
}));
const mails: { to: string; href: string; subject: string }[] = [];
let mailServer: 'sent' | 'not_sent' = 'sent';
vi.mock('../mail/send', () => ({
  sendMail: async (to: string, letter: { subject: string; button: { href: string } }) => {
    mails.push({ to, subject: letter.subject, href: letter.button.href });
    return { kind: mailServer };
  },
}));

const APP = 'https://upbeat.example';
const SESSION = '__Host-upbeat.artist.session';
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const settings = {
    APP_URL: APP,
    DATABASE_URL: test.url,
    AUTH_SECRET: 'x'.repeat(40),
    CRON_SECRET: 'x'.repeat(40),
    UPBEAT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SPOTIFY_TIER: 'extended',
    SPOTIFY_CLIENT_ID: 'spotify-client',
    SPOTIFY_CLIENT_SECRET: 'spotify-secret',
    GOOGLE_CLIENT_ID: 'google-client',
    GOOGLE_CLIENT_SECRET: 'google-secret',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await database().close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate users, workspaces, verification_tokens, mail_sends cascade`;
  mails.length = 0;
  mailServer = 'sent';
  vi.unstubAllGlobals();
});

const cookiesOf = (response: Response) =>
  Object.fromEntries(response.headers.getSetCookie().map(line => line.split(';')[0]!.split(/=(.*)/s).slice(0, 2)));
const header = (cookies: Record<string, string>) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
const tokenIn = (href: string) => new URL(href).searchParams.get('token') ?? '';
const users = async () => (await test.sql`select email, name from users order by created_at`).map(row => ({ ...row }));

/** Asks for a link and presses its button. */
async function byMail(email: string): Promise<Response> {
  expect(await artist.askForLink(email, '/dashboard/settings', 'office')).toEqual({ kind: 'sent' });
  return artist.openLink(tokenIn(mails.at(-1)!.href), '/dashboard/settings', null);
}

describe('a link by mail', () => {
  it('leads to our own page at our own address, and signs in by its button', async () => {
    const response = await byMail('mira@label.example');
    expect(mails).toEqual([
      {
        to: 'mira@label.example',
        subject: 'Sign in to Upbeat (upbeat.example)',
        href: expect.stringMatching(
          /^https:\/\/upbeat\.example\/sign-in\/confirm\?token=[\w-]{43}&next=%2Fdashboard%2Fsettings$/,
        ),
      },
    ]);
    expect([response.status, response.headers.get('location')]).toEqual([303, `${APP}/dashboard/settings`]);
    const line = response.headers.getSetCookie().find(one => one.startsWith(SESSION)) ?? '';
    expect(line).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    const [session] = await test.sql`select token_hash, expires_at - now() as life from sessions`;
    expect(session?.['token_hash']).not.toBe(cookiesOf(response)[SESSION]);
    expect(String(session?.['life'])).toMatch(/^29 days 23:59/);
    expect(await test.sql`select name from workspaces`).toMatchObject([{ name: 'mira' }]);
  });

  it('opens once, within its time, and not with another token', async () => {
    await byMail('mira@label.example');
    const used = tokenIn(mails[0]!.href);
    const refused = `${APP}/sign-in?problem=link`;
    expect((await artist.openLink(used, '', null)).headers.get('location')).toBe(refused);
    expect(await artist.readLink(used)).toBeNull();
    await artist.askForLink('mira@label.example', '', 'office');
    const late = tokenIn(mails[1]!.href);
    expect(await artist.readLink(late)).toBe('mira@label.example');
    await test.sql`update verification_tokens set expires_at = now() - interval '1 second'`;
    expect(await artist.readLink(late)).toBeNull();
    for (const token of [late, '', 'x', `${late}x`])
      expect((await artist.openLink(token, '', null)).headers.get('location')).toBe(refused);
    expect(await test.sql`select 1 from sessions`).toHaveLength(1);
  });

  it('is not used up by two at once', async () => {
    await artist.askForLink('mira@label.example', '', 'office');
    const token = tokenIn(mails[0]!.href);
    const answers = await Promise.all([1, 2, 3].map(() => artist.openLink(token, '', null)));
    expect(answers.filter(answer => cookiesOf(answer)[SESSION])).toHaveLength(1);
    expect(await test.sql`select 1 from sessions`).toHaveLength(1);
  });

  it('is kept as a hash, for a quarter of an hour', async () => {
    await artist.askForLink('mira@label.example', '', 'office');
    const [row] = await test.sql`select *, expires_at - now() as life from verification_tokens`;
    expect(JSON.stringify(row)).not.toContain(tokenIn(mails[0]!.href));
    expect(String(row?.['life'])).toMatch(/^00:1[45]/);
  });

  it('makes the others that were asked for with it useless', async () => {
    await artist.askForLink('mira@label.example', '', 'office');
    await byMail('mira@label.example');
    expect(await artist.readLink(tokenIn(mails[0]!.href))).toBeNull();
  });

  it('is answered alike for who is known and who is not, and says when the mail server is away', async () => {
    await byMail('mira@label.example');
    const answers = [
      await artist.askForLink('mira@label.example', '', 'office'),
      await artist.askForLink('nobody@label.example', '', 'office'),
    ];
    expect(answers[0]).toEqual(answers[1]);
    mailServer = 'not_sent';
    expect(await artist.askForLink('nova@label.example', '', 'office')).toEqual({ kind: 'not_sent' });
    for (let i = 0; i < 3; i++) await artist.askForLink('nobody@label.example', '', `asker ${i}`);
    mailServer = 'sent';
    await artist.askForLink('nobody@label.example', '', 'office');
    expect((await artist.askForLink('nobody@label.example', '', 'office')).kind).toBe('too_many');
    expect(await users()).toEqual([{ email: 'mira@label.example', name: null }]);
  });

  it.each(['//evil.example', 'https://evil.example/dashboard', '/dashboard/../../evil', 'javascript:alert(1)'])(
    'never leads to %s',
    async next => {
      await artist.askForLink('mira@label.example', next, 'office');
      expect(new URL(mails[0]!.href).searchParams.get('next')).toBe('/dashboard');
      const response = await artist.openLink(tokenIn(mails[0]!.href), next, null);
      expect(response.headers.get('location')).toBe(`${APP}/dashboard`);
    },
  );

  it('ends the session of somebody else in the same browser', async () => {
    const first = await byMail('mira@label.example');
    await artist.askForLink('nova@label.example', '', 'office');
    await byMail('nova@label.example');
    await artist.askForLink('nova@label.example', '', 'office');
    await artist.openLink(tokenIn(mails.at(-1)!.href), '', header({ [SESSION]: cookiesOf(first)[SESSION]! }));
    const left = await test.sql`select u.email from sessions s join users u on u.id = s.user_id`;
    expect(left.map(row => row['email'] as string)).toEqual(['nova@label.example', 'nova@label.example']);
  });
});

describe('Google and Spotify', () => {
  /** A provider that knows one account: answers the exchange and says who it is. */
  function provider(account: Record<string, unknown>) {
    const asked: { url: string; body: string }[] = [];
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      asked.push({ url: request.url, body: await request.clone().text() });
      const body =
        request.method === 'POST'
          ? { access_token: 'at', refresh_token: 'rt', token_type: 'bearer', expires_in: 3600 }
          : account;
      return Response.json(body);
    });
    return asked;
  }

  async function by(
    name: 'google' | 'spotify',
    account: Record<string, unknown>,
    change: { cookie?: string; state?: string } = {},
  ) {
    const start = await artist.startProvider(name, '/dashboard/settings', null);
    const away = new URL(start.headers.get('location') ?? '');
    const asked = provider(account);
    const back = new URL(`${APP}/api/auth/callback/${name}`);
    back.searchParams.set('code', 'c');
    back.searchParams.set('state', change.state ?? away.searchParams.get('state') ?? '');
    if (name === 'google') back.searchParams.set('iss', 'https://accounts.google.com');
    const cookie = change.cookie ?? header(cookiesOf(start));
    // Next's own idea of where it is: behind a proxy, and with a host that somebody made up
    const url = back.href.replace(APP, 'http://localhost:3000');
    const answer = await artist.finishProvider(new Request(url, { headers: { cookie, host: 'evil.example' } }));
    return { away, asked, answer };
  }

  it('are asked for no more than who it is, with PKCE and state, and come back to our own address', async () => {
    for (const [name, scope] of [
      ['spotify', ''],
      ['google', 'https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile'],
    ] as const) {
      const start = await artist.startProvider(name, '', null);
      const { searchParams } = new URL(start.headers.get('location') ?? '');
      expect(searchParams.get('scope')).toBe(scope);
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect(searchParams.get('state')).toBeTruthy();
      expect(searchParams.get('redirect_uri')).toBe(`${APP}/api/auth/callback/${name}`);
      for (const cookie of Object.keys(cookiesOf(start))) expect(cookie).toMatch(/^__Host-upbeat\.artist\./);
    }
  });

  it('sign in, and none of their tokens is kept', async () => {
    const { answer, asked } = await by('spotify', {
      id: 'kasumi',
      display_name: 'Kasumi',
      email: 'mira@label.example',
    });
    expect(answer.headers.get('location')).toBe(`${APP}/dashboard/settings`);
    expect(cookiesOf(answer)[SESSION]).toBeTruthy();
    expect(new URLSearchParams(asked[0]?.body).get('code_verifier')).toBeTruthy();
    expect(await users(), 'the address is not proven by Spotify').toEqual([{ email: null, name: 'Kasumi' }]);
    expect(await test.sql`select * from accounts`).toMatchObject([
      { provider: 'spotify', provider_account_id: 'kasumi' },
    ]);
    await by('spotify', { id: 'kasumi' });
    expect(await users(), 'the second time it is the same person').toHaveLength(1);
  });

  it('lead to the person with the same address only where Google is the authority for it', async () => {
    await byMail('mira@gmail.com');
    await by('google', { sub: '1', email: 'mira@gmail.com', email_verified: true });
    expect(await users()).toEqual([{ email: 'mira@gmail.com', name: null }]);
    await byMail('nova@label.example');
    await by('google', { sub: '2', email: 'nova@label.example', email_verified: true, name: 'Not Nova' });
    await by('google', { sub: '3', email: 'mira@gmail.com', email_verified: false, name: 'Not Mira' });
    expect(await users()).toEqual([
      { email: 'mira@gmail.com', name: null },
      { email: 'nova@label.example', name: null },
      { email: null, name: 'Not Nova' },
      { email: null, name: 'Not Mira' },
    ]);
  });

  it.each([
    ['no state', { state: '' }],
    ['another state', { state: 'x' }],
    ['no cookie', { cookie: '' }],
  ])('refuse an answer with %s', async (_, change) => {
    const { answer, asked } = await by('spotify', { id: 'kasumi' }, change);
    expect(answer.headers.get('location')).toBe(`${APP}/sign-in?problem=provider`);
    expect(cookiesOf(answer)[SESSION]).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await users()).toEqual([]);
  });

  it('say no, and somebody is back where they were', async () => {
    const start = await artist.startProvider('spotify', '', null);
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const url = `${APP}/api/auth/callback/spotify?error=access_denied&state=${state}`;
    const answer = await artist.finishProvider(new Request(url, { headers: { cookie: header(cookiesOf(start)) } }));
    expect(answer.headers.get('location')).toBe(`${APP}/sign-in?problem=declined`);
  });
});

it('signs out on the server as well', async () => {
  const response = await byMail('mira@label.example');
  jar.set(SESSION, cookiesOf(response)[SESSION] ?? '');
  const { artistGate } = await import('./gate');
  expect((await artistGate('/dashboard')).workspace.role).toBe('owner');
  await artist.signOut();
  expect(jar.get(SESSION)).toBe('');
  expect(await test.sql`select 1 from sessions`).toHaveLength(0);
});
