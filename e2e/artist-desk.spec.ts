import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lettersTo, linkIn, signIn, workspaceOf } from './artist';
import { expect, test, unique, type Stage } from './stage';

const address = (name: string) => `${name}-${unique()}@label.example`;

async function invite(page: Page, stage: Stage, email: string, role: 'owner' | 'editor' | 'viewer'): Promise<string> {
  await page.goto(`${stage.appUrl}/dashboard/settings`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('region', { name: 'Invite somebody' }).getByLabel('Role').selectOption(role);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByText('The invitation is on its way.')).toBeVisible();
  await expect(page.getByLabel('E-mail address'), 'ready for the next').toHaveValue('');
  return linkIn((await lettersTo(stage, email)).at(-1));
}

test('somebody who is invited joins with another browser, sees everything and changes nothing', async ({
  page,
  stage,
  browser,
}) => {
  const [mira, nova] = [address('mira'), address('nova')];
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  const invitation = await invite(page, stage, nova, 'viewer');

  const other = await (await browser.newContext()).newPage();
  await other.goto(invitation);
  await other.getByRole('link', { name: 'Sign in to join' }).click();
  await expect(other).toHaveURL(/next=%2Finvitation%2F|next=\/invitation\//);
  await signIn(other, stage, nova, new URL(invitation).pathname);
  await other.getByRole('button', { name: /^Join as nova/ }).click();
  await other.waitForURL(`${stage.appUrl}/dashboard`);
  await expect(other.getByRole('link', { name: 'Glass Harbour' })).toBeVisible();
  await expect(other.getByRole('link', { name: 'New campaign' })).toHaveCount(0);

  await other.goto(`${stage.appUrl}/dashboard/settings`);
  await expect(other.getByText('Only an owner can change it.')).toBeVisible();
  await expect(other.getByLabel('Workspace name')).toHaveCount(0);
  await expect(other.getByRole('button', { name: /^Remove|^Change the role/ })).toHaveCount(0);

  await other.goto(invitation);
  await expect(other.getByRole('heading', { level: 1 }), 'a link is for one person').toHaveText(
    'This invitation no longer opens',
  );

  await page.reload();
  await page.getByRole('button', { name: /^Remove nova/ }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Removed. What they have made stays.')).toBeVisible();
  await expect(page.getByText(nova)).toHaveCount(0);
  for (const path of [`/dashboard/c/${campaign.slug}`, '/dashboard']) await other.goto(stage.appUrl + path);
  await expect(other, 'without a workspace there is one to make').toHaveURL(`${stage.appUrl}/welcome`);
  await other.getByRole('button', { name: 'Make the workspace' }).click();
  await other.waitForURL(`${stage.appUrl}/dashboard`);
  const answer = await other.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}`);
  expect(answer?.status(), 'not forbidden: not there').toBe(404);
  await other.context().close();
});

test('an invitation is sent again with a new link, and taken back', async ({ page, stage }) => {
  await signIn(page, stage, address('mira'));
  const nova = address('nova');
  const first = await invite(page, stage, nova, 'editor');
  const open = page.getByRole('list', { name: 'Invitations that are open' });
  await expect(open).toContainText(nova);
  await expect(open).toContainText(/Open until \d/);
  await page.getByRole('button', { name: `Send again: ${nova}` }).click();
  await expect.poll(async () => (await lettersTo(stage, nova)).length).toBe(2);
  const second = linkIn((await lettersTo(stage, nova)).at(-1));
  for (const [link, heading] of [
    [first, 'This invitation no longer opens'],
    [second, 'You are invited'],
  ] as const) {
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }
  await page.goto(`${stage.appUrl}/dashboard/settings`);
  await page.getByRole('button', { name: `Take back: ${nova}` }).click();
  await expect(page.getByText(`The invitation of ${nova} opens nothing any more.`)).toBeVisible();
  await expect(open).toHaveCount(0);
  await page.goto(second);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation no longer opens');
});

test('a viewer who was an owner a moment ago is told in words, and nothing changes', async ({ page, stage }) => {
  const mira = address('mira');
  await signIn(page, stage, mira);
  const workspace = await workspaceOf(stage, mira);
  await page.goto(`${stage.appUrl}/dashboard/settings`);
  await page.getByLabel('Workspace name').fill('Taken over');
  const sql = stage.database.client;
  await sql`with made as (insert into users (email) values (${address('kai')}) returning id)
    insert into members (workspace_id, user_id, role) select ${workspace}, id, 'owner' from made`;
  await sql`update members set role = 'viewer' where workspace_id = ${workspace}
    and user_id = (select id from users where email = ${mira})`;
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByText('Only an owner of this workspace can do that. Nothing was changed.')).toBeVisible();
  await expect(page.getByLabel('Workspace name')).toHaveValue('Taken over');
  expect(await sql`select 1 from workspaces where id = ${workspace} and name = 'Taken over'`).toHaveLength(0);
});

test('what is typed survives a session that has ended, and a connection that is gone', async ({
  page,
  stage,
  context,
}) => {
  const mira = address('mira');
  await signIn(page, stage, mira);
  await page.goto(`${stage.appUrl}/dashboard/settings`);
  const name = page.getByLabel('Workspace name');
  const save = page.getByRole('button', { name: 'Save the name' });
  await name.fill('Night Drive Records');
  await context.setOffline(true);
  await save.click();
  await expect(page.getByText('That did not reach us')).toBeVisible();
  await context.setOffline(false);
  await expect(name).toHaveValue('Night Drive Records');

  await stage.database.client`delete from sessions where user_id = (select id from users where email = ${mira})`;
  await save.click();
  await expect(page.getByText('You are signed out, so nothing was changed.')).toBeVisible();
  await expect(name).toHaveValue('Night Drive Records');

  const tab = await context.newPage();
  await signIn(tab, stage, mira);
  await save.click();
  await expect(page.getByText('The workspace is called Night Drive Records now.')).toBeVisible();
});

test('somebody in two workspaces goes from one to the other', async ({ page, stage }) => {
  const mira = address('mira');
  await signIn(page, stage, mira);
  await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await page.goto(`${stage.appUrl}/welcome`);
  await page.getByLabel('Name').fill('The label');
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await page.waitForURL(`${stage.appUrl}/dashboard`);
  await expect(page.getByRole('link', { name: 'Make the first campaign' })).toBeVisible();
  await page.locator('summary').click();
  await page.keyboard.press('Escape');
  await expect(page.locator('summary')).toBeFocused();
  await page.locator('summary').click();
  await page.getByRole('button', { name: /^mira-/ }).click();
  await expect(page.getByRole('link', { name: 'Glass Harbour' })).toBeVisible();
});

test('pages are kept nowhere, and no script runs that is not ours', async ({ page, stage }) => {
  const mira = address('mira');
  await signIn(page, stage, mira);
  const said: string[] = [];
  page.on('console', message => said.push(message.text()));
  page.on('pageerror', error => said.push(error.message));
  const nonces = new Set<string>();
  for (const path of ['/dashboard', '/dashboard', '/dashboard/settings', '/welcome', '/dashboard/settings/log']) {
    const answer = await page.goto(stage.appUrl + path);
    const headers = answer?.headers() ?? {};
    expect(headers['cache-control'], path).toContain('no-store');
    expect(headers['referrer-policy']).toBe('same-origin');
    const scripts = /script-src ([^;]*)/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
    expect(scripts).toMatch(/'nonce-[\w+/=]+' 'strict-dynamic'$/);
    expect(scripts).not.toContain('unsafe');
    nonces.add(scripts);
    await page.waitForLoadState('networkidle');
  }
  expect(nonces.size, 'a nonce is for one answer').toBe(5);
  await page.evaluate(() => {
    const planted = document.createElement('div');
    planted.innerHTML = '<img src="data:," onerror="document.title = \'taken\'">';
    document.body.append(planted);
  });
  await page.waitForLoadState('networkidle');
  expect(await page.title()).not.toBe('taken');
  expect(said.filter(text => !/inline event handler/i.test(text))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on any screen', async ({ page, stage }) => {
      const found: string[] = [];
      const look = async (name: string) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        found.push(...violations.map(v => `${name}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`));
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true);
      };
      const visit = async (path: string) => {
        await page.goto(stage.appUrl + path);
        await look(path);
      };
      const mira = address('mira');
      for (const path of ['/sign-in', '/sign-in?problem=link', '/sign-in/confirm?token=x', '/invitation/x'])
        await visit(path);
      await signIn(page, stage, mira);
      await visit('/dashboard');
      const workspace = await workspaceOf(stage, mira);
      const bare = await stage.campaign({ workspace, cover: null, title: 'كيفك إنت', artist: 'فيروز' });
      await stage.campaign({ workspace, outIn: -60, title: 'Wunderbar '.repeat(20).trim() });
      await stage.campaign({ workspace, draft: true });
      const invitation = await invite(page, stage, address('nova'), 'editor');
      for (const path of [
        '/dashboard',
        '/dashboard/settings',
        '/dashboard/settings/log',
        '/dashboard/new',
        `/dashboard/c/${bare.slug}`,
        '/dashboard/c/nobody-was-ever-here',
        '/welcome',
        new URL(invitation).pathname,
      ])
        await visit(path);
      await page.goto(`${stage.appUrl}/dashboard/settings`);
      await page.locator('summary').click();
      await look('the menu');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Leave this workspace' }).click();
      await look('a dialog');
      await page.getByRole('button', { name: 'Leave', exact: true }).click();
      await expect(page.getByText('A workspace needs an owner')).toBeVisible();
      await look('a refusal');
      expect(found).toEqual([]);
    });
  });
}

test('stands at a desk as well @desktop', async ({ page, stage }) => {
  const mira = address('mira');
  await signIn(page, stage, mira);
  const workspace = await workspaceOf(stage, mira);
  const { slug } = await stage.campaign({ workspace, cover: null });
  await stage.database.client`
    insert into campaigns (slug, artist, title, kind, release_mode, release_at, theme, published_at, workspace_id)
    select slug || '-' || i, artist, title, kind, release_mode, release_at + i * interval '1 day', theme, published_at, workspace_id
    from campaigns, generate_series(1, 11) i where slug = ${slug}`;
  const found: string[] = [];
  const nav = page.getByRole('navigation', { name: 'Dashboard' });
  for (const path of ['/dashboard', '/dashboard/settings', '/dashboard/settings/log']) {
    await page.goto(stage.appUrl + path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(...violations.map(v => `${path}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`));
    const name = path === '/dashboard' ? 'Campaigns' : 'Settings';
    await expect(nav.locator('[aria-current="page"]')).toHaveText(name);
  }
  expect(found).toEqual([]);
  await nav.getByRole('link', { name: 'Campaigns' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Campaigns');
  await page.getByRole('link', { name: 'Glass Harbour' }).last().scrollIntoViewIfNeeded();
  await expect(nav, 'the bar stays while the list scrolls').toBeInViewport();
  const skip = page.getByRole('link', { name: 'Skip to the screen' });
  await page.goto(`${stage.appUrl}/dashboard`);
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#screen')).toBeFocused();
});

test('what is not in the workspace is said so inside the frame, with the status of a page that is not there', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, address('mira'));
  const elsewhere = await stage.campaign();
  for (const slug of [elsewhere.slug, 'nobody-was-ever-here']) {
    const answer = await page.goto(`${stage.appUrl}/dashboard/c/${slug}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Not in this workspace' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Dashboard' })).toBeVisible();
  }
});

test('every target is thumb-sized on a phone', async ({ page, stage }) => {
  await signIn(page, stage, address('mira'));
  await invite(page, stage, address('nova'), 'viewer');
  for (const path of ['/dashboard', '/dashboard/settings', '/dashboard/settings/log', '/welcome']) {
    await page.goto(stage.appUrl + path);
    for (const target of await page
      .locator('button:visible, a:visible, input:visible, select:visible, summary:visible')
      .all()) {
      const text = await target.evaluate(element => element.outerHTML.slice(0, 120));
      if (text.includes('frame-skip')) continue;
      expect((await target.boundingBox())?.height ?? 0, `${path} ${text}`).toBeGreaterThanOrEqual(44);
    }
  }
});
