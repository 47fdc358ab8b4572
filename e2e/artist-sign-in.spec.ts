import { lettersTo, linkIn, signInByMail } from './artist';
import { HttpFan } from './fan';
import { expect, test, unique } from './stage';

const address = () => `mira-${unique()}@label.example`;

test('an artist signs in by a mail, has a workspace, and signs out', async ({ page, stage, context }) => {
  const email = address();
  await page.goto(`${stage.appUrl}/dashboard`);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdashboard$/);
  await signInByMail(page, stage, email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Campaigns');
  await expect(page.getByRole('heading', { name: 'One link, before and after' })).toBeVisible();

  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === 'upbeat.artist.session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(cookies.filter(({ name }) => !name.startsWith('upbeat.artist.'))).toEqual([]);
  const rows = await stage.database.client`select token_hash from sessions`;
  expect(rows.map(row => String(row['token_hash']))).not.toContain(session?.value);

  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
  await context.addCookies([session!]);
  await page.goto(`${stage.appUrl}/dashboard`);
  await expect(page, 'the old cookie opens nothing').toHaveURL(/\/sign-in/);
});

test('a link opens once, and not by being looked at', async ({ page, stage, browser }) => {
  const email = address();
  await signInByMail(page, stage, email);
  const link = linkIn((await lettersTo(stage, email)).at(-1));
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This link no longer opens');
  await other.getByRole('link', { name: 'Send me a new link' }).click();
  await expect(other.getByLabel('E-mail address')).toBeVisible();

  await other.getByLabel('E-mail address').fill(email);
  await other.getByRole('button', { name: 'Send me a link' }).click();
  await expect(other.getByRole('heading', { name: 'Look in your mailbox' })).toBeVisible();
  const fresh = linkIn((await lettersTo(stage, email)).at(-1));
  for (const method of ['GET', 'HEAD', 'GET'])
    expect((await fetch(fresh, { method, redirect: 'manual' })).status, 'a scanner looks').toBe(200);
  await other.goto(fresh);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Campaigns');
  await other.context().close();
});

test('signs in with Spotify, without an address', async ({ page, stage }) => {
  const fan = `artist-${unique()}`;
  await page.goto(`${stage.appUrl}/sign-in?next=/dashboard/settings`);
  await page.getByRole('button', { name: 'Continue with Spotify' }).click();
  expect(new URL(page.url()).searchParams.get('scope') ?? '', 'nothing is asked for').toBe('');
  await page.getByLabel(/new fan/i).fill(fan);
  await page.getByRole('button', { name: 'Agree' }).click();
  await page.waitForURL(`${stage.appUrl}/dashboard/settings`);
  const [user] = await stage.database.client`select email, name from users where name = ${fan}`;
  expect(user).toEqual({ email: null, name: fan });
});

test('a fan pre-saves where artists sign in, and each has cookies of their own', async ({ page, stage, context }) => {
  // An e-mail provider in one instance of the engine once made every other instance ask for an adapter.
  await signInByMail(page, stage, address());
  const campaign = await stage.campaign();
  const consent = (url: string) => stage.sandbox.consent(url, { fan: `fan-${unique()}`, decision: 'agree' });
  expect((await new HttpFan(stage.appUrl, consent).presave(campaign.slug)).kind).toBe('pass');
  await context.clearCookies();
  await signInByMail(page, stage, address());
  const names = (await context.cookies()).map(({ name }) => name);
  expect(names).toContain('upbeat.artist.session');
  expect(names.filter(name => name.startsWith('upbeat.fan.'))).toEqual([]);
});

test('nobody is signed in by another site’s doing, and nothing of the engine is open but its callbacks', async ({
  stage,
}) => {
  const email = address();
  const post = (path: string, headers: Record<string, string>, fields: Record<string, string>) =>
    fetch(stage.appUrl + path, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
  const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  for (const path of ['/api/auth/confirm', '/api/auth/signin/spotify']) {
    const answer = await post(path, elsewhere, { token: 'x', next: '/dashboard', email });
    expect([answer.status, answer.headers.getSetCookie()], path).toEqual([403, []]);
  }
  const own = { origin: stage.appUrl, 'sec-fetch-site': 'same-origin' };
  for (const path of ['signin', 'signin/email', 'signin/github', 'signout', 'callback/email', 'session', 'csrf'])
    expect((await post(`/api/auth/${path}`, own, { email })).status, path).toBe(404);
  for (const path of [
    'signin',
    'signout',
    'session',
    'csrf',
    'providers',
    'error',
    'verify-request',
    'callback/email?token=x',
  ])
    expect((await fetch(`${stage.appUrl}/api/auth/${path}`, { redirect: 'manual' })).status, path).toBe(404);
  expect(await lettersTo(stage, email)).toEqual([]);
});
