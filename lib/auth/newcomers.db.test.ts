import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '../db';
import { testDatabase, type TestDatabase } from '../testing/database';
import * as artist from './artist';
import { newToken } from '../workspaces/token';
import { isExpected } from './newcomers';

const hrefs: string[] = [];
vi.mock('../mail/send', () => ({
  sendMail: async (_: string, letter: { button: { href: string } }) => {
    hrefs.push(letter.button.href);
    return { kind: 'sent' };
  },
}));

const APP = 'https://upbeat.example';
const CLOSED = `${APP}/sign-in?problem=closed`;
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const settings = {
    APP_URL: APP,
    DATABASE_URL: test.url,
    AUTH_SECRET: 'x'.repeat(40),
    CRON_SECRET: 'x'.repeat(40),
    UPBEAT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SPOTIFY_CLIENT_ID: 'spotify-client',
    SPOTIFY_CLIENT_SECRET: 'spotify-secret',
    SIGN_UP: 'invited',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await database().close();
  await test.drop();
});
beforeEach(() => test.sql`truncate users, workspaces, verification_tokens, mail_sends cascade`);

/** Asks for a link, presses its button, and says where that leads and whether it signed in. */
async function enter(email: string): Promise<{ to: string | null; signedIn: boolean }> {
  expect(await artist.askForLink(email, '/dashboard/settings', 'office')).toEqual({ kind: 'sent' });
  const token = new URL(hrefs.at(-1)!).searchParams.get('token') ?? '';
  const answer = await artist.openLink(token, '/dashboard/settings', null);
  const signedIn = answer.headers.getSetCookie().some(line => /artist\.session=[^;]/.test(line));
  return { to: answer.headers.get('location'), signedIn };
}

async function invite(email: string, daysAgo = 0): Promise<void> {
  await test.sql`insert into invitations (workspace_id, email, role, token_hash, created_at, expires_at)
    select id, ${email}, 'editor', ${newToken().hash}, made, made + interval '7 days'
    from workspaces, lateral (select now() - make_interval(days => ${daysAgo}) as made) m limit 1`;
}

const IN = { to: `${APP}/dashboard/settings`, signedIn: true };
const OUT = { to: CLOSED, signedIn: false };

describe('where new artists come by invitation', () => {
  it('lets in the very first, whoever is invited, and both again', async () => {
    expect(await enter('mira@label.example')).toEqual(IN);
    await invite('nova@label.example');
    expect(await enter('nova@label.example')).toEqual(IN);
    await test.sql`delete from invitations`;
    expect(await enter('nova@label.example')).toEqual(IN);
    expect(await enter('mira@label.example')).toEqual(IN);
  });

  it('lets nobody else in, tells only who owns the address, and keeps nothing of them', async () => {
    await enter('mira@label.example');
    expect(await enter('stranger@else.example')).toEqual(OUT);
    await invite('late@label.example', 8);
    expect(await enter('late@label.example'), 'an invitation that has run out').toEqual(OUT);
    const users = await test.sql`select email from users`;
    expect(users.map(row => row['email'] as string)).toEqual(['mira@label.example']);
    expect(await test.sql`select 1 from workspaces`).toHaveLength(1);
    expect(await test.sql`select 1 from verification_tokens`).toHaveLength(0);
  });

  it('lets in an account of Spotify that has been here, and no other', async () => {
    await enter('mira@label.example');
    await test.sql`insert into accounts (provider, provider_account_id, user_id) select 'spotify', 'kasumi', id from users`;
    const by = async (id: string) => {
      const start = await artist.startProvider('spotify', '', null);
      const state = new URL(start.headers.get('location') ?? '').searchParams.get('state') ?? '';
      const cookie = start.headers
        .getSetCookie()
        .map(line => line.split(';')[0])
        .join('; ');
      vi.stubGlobal('fetch', async (_: unknown, init?: RequestInit) =>
        Response.json(
          init?.method === 'POST' ? { access_token: 'at', token_type: 'bearer', expires_in: 3600 } : { id },
        ),
      );
      const url = `${APP}/api/auth/callback/spotify?code=c&state=${state}`;
      const answer = await artist.finishProvider(new Request(url, { headers: { cookie } }));
      vi.unstubAllGlobals();
      return answer.headers.get('location');
    };
    expect(await by('kasumi')).toBe(`${APP}/dashboard`);
    expect(await by('somebody')).toBe(CLOSED);
    expect(await test.sql`select 1 from accounts`).toHaveLength(1);
  });

  it('does not take an account without a proven address for one that has none either', async () => {
    await test.sql`insert into users (name) values ('by Spotify')`;
    expect(await isExpected({ email: null, provider: 'spotify', accountId: 'x' })).toBe(false);
  });
});
