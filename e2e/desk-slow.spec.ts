import type { Page, Route } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { expect, test, unique, type Stage } from './stage';

const owner = () => `mira-${unique()}@label.example`;

/** Holds what the page sends back until `release`; answers how much was sent. */
async function slowLine(page: Page, address: string) {
  const held: Route[] = [];
  let isOpen = false;
  await page.route(address, async route => {
    if (route.request().method() !== 'POST' || isOpen) return route.fallback();
    held.push(route);
  });
  return {
    sent: () => held.length,
    release: async () => {
      isOpen = true;
      await Promise.all(held.map(route => route.continue()));
    },
  };
}

async function typedIn(page: Page, stage: Stage, slug: string): Promise<void> {
  await signIn(page, stage, owner(), '/dashboard/new');
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await page.getByLabel('Artist', { exact: true }).fill('Mira Solenne');
  await page.getByLabel('What it is').selectOption('album');
  await page.getByLabel('Release date').fill('2027-03-05');
  await page.getByLabel('UPC or EAN').fill('602445868162');
  await page.getByLabel('End of the link').fill(slug);
  await page.getByLabel('Title', { exact: true }).fill('Glass Harbour');
  await expect(page.getByText('Kept. You can close this and go on later.')).toBeVisible();
}

test('on a slow line the look-up says what it waits for, and is asked once', async ({ page, stage }) => {
  await signIn(page, stage, owner(), '/dashboard/new');
  const line = await slowLine(page, '**/dashboard/new');
  await page.getByLabel('Link, UPC or ISRC').fill('602445868162');
  const button = page.getByRole('button', { name: 'Look it up' });
  await button.click();
  const busy = page.getByRole('button', { name: /^Asking the catalogues/ });
  await expect(busy).toHaveAttribute('aria-disabled', 'true');
  await busy.click({ force: true });
  await page.getByLabel('Link, UPC or ISRC').press('Enter');
  await expect.poll(line.sent).toBe(1);
  await line.release();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await expect(page.getByLabel('UPC or EAN')).toHaveValue('602445868162');
});

test('on a slow line publishing is begun once, also while older text is on its way', async ({ page, stage }) => {
  const slug = `slow-${unique()}`.toLowerCase();
  await typedIn(page, stage, slug);
  const line = await slowLine(page, '**/dashboard/drafts/**');
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('Glass Harbour, Deluxe');
  await expect.poll(line.sent, 'it is being kept').toBe(1);
  await title.fill('Glass Harbour (Deluxe)');
  await page.getByRole('button', { name: 'Publish the link' }).click();
  const busy = page.getByRole('button', { name: 'Publishing …' });
  await expect(busy).toHaveAttribute('aria-disabled', 'true');
  await busy.click({ force: true });
  await line.release();
  await page.waitForURL(`${stage.appUrl}/dashboard/c/${slug}?live`);
  const made = await stage.database.client`select title from campaigns where slug = ${slug}`;
  expect(made.map(row => row['title'])).toEqual(['Glass Harbour (Deluxe)']);
});

test('a viewer sees every screen, and nothing on it that writes', async ({ page, stage }) => {
  const email = owner();
  await signIn(page, stage, email);
  const { slug } = await stage.campaign({ workspace: await workspaceOf(stage, email) });
  const sql = stage.database.client;
  await sql`with made as (insert into users (email) values (${owner()}) returning id)
    insert into members (workspace_id, user_id, role)
    select (select workspace_id from campaigns where slug = ${slug}), id, 'owner' from made`;
  await sql`update members set role = 'viewer' where user_id = (select id from users where email = ${email})`;
  const screens = ['', '/edit', '/share', '/preflight', '/day', '/day/move', '/after', '/pitch', '/manage'];
  const found: string[] = [];
  for (const path of [...screens.map(screen => `/dashboard/c/${slug}${screen}`), '/dashboard/new', '/dashboard']) {
    await page.goto(stage.appUrl + path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    const writes = await page
      .getByRole('main')
      .getByRole('button', {
        name: /^(?!Print).*(save|publish|record|move|archive|delete|end it|add|start|try|look it up|duplicate)/i,
      })
      .allTextContents();
    if (writes.length > 0) found.push(`${path}: ${writes.join(', ')}`);
  }
  expect(found).toEqual([]);
});
