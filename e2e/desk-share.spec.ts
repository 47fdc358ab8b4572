import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { signIn, workspaceOf } from './artist';
import { expect, test, unique, type Stage } from './stage';

async function kit(page: Page, stage: Stage, wish: { title?: string; draft?: boolean } = {}) {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const workspace = await workspaceOf(stage, email);
  const campaign = await stage.campaign({ workspace, ...wish });
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/share`);
  return { campaign, email };
}

async function violations(page: Page, name: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true);
  return found.violations.map(v => `${name}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`);
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('the link, a channel’s own address and its changed text are each one tap away', async ({
  page,
  stage,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { campaign } = await kit(page, stage);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  expect(await copied(page)).toBe(campaign.url);
  await expect(page.getByText('Copied.')).toBeVisible();

  await page.getByRole('button', { name: 'Copy link: TikTok' }).click();
  const tracked = new URL(await copied(page));
  expect(Object.fromEntries(tracked.searchParams)).toEqual({
    c: 'tiktok',
    utm_source: 'tiktok',
    utm_medium: 'bio',
    utm_campaign: campaign.slug,
  });
  expect((await page.request.get(tracked.href)).status()).toBe(200);

  await page.getByRole('button', { name: 'Text: X', exact: true }).click();
  const text = page.getByLabel('Text for X', { exact: true });
  await expect(text).toHaveValue(/^Mira Solenne – Glass Harbour comes out on \w+day, .* UTC\./);
  await expect(page.getByText(/^\d+ of 280 characters$/)).toBeVisible();
  await text.fill('Finally! '.repeat(40));
  await expect(page.getByText(/^360 of 280 characters: shorten it, or it will be cut\. The link is not/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy the text: X', exact: true }).click();
  expect(await copied(page)).toBe('Finally! '.repeat(40));
  await page.getByRole('button', { name: 'As it was' }).click();
  await expect(text).toHaveValue(/comes out on/);
});

test('a phone’s own list of apps is handed the link', async ({ page, stage }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, {
      share: async (what: unknown) => void Object.assign(window, { shared: what }),
    });
  });
  const { campaign } = await kit(page, stage);
  await page.getByRole('button', { name: 'Share …', exact: true }).first().click();
  expect(await page.evaluate(() => (window as unknown as { shared: unknown }).shared)).toEqual({
    title: 'Glass Harbour',
    url: campaign.url,
  });
});

test('both files of the code lead a scanner to the page, counted as what was chosen', async ({ page, stage }) => {
  const { campaign } = await kit(page, stage);
  await page.getByLabel('Counted as').selectOption('newsletter');
  for (const as of ['SVG', 'PNG']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download ${as}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${campaign.slug}-newsletter.${as.toLowerCase()}`);
    const bytes = await readFile(await download.path());
    const side = (await sharp(bytes).metadata()).width;
    if (as === 'PNG') expect(side, 'for print').toBeGreaterThan(1_900);
    const { data, info } = await sharp(bytes, { density: as === 'SVG' ? 720 : 72 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const read = decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
    expect(read).toBe(`${campaign.url}?c=newsletter`);
  }
});

test('a channel of one’s own is added, refused beside the field, and taken off', async ({ page, stage }) => {
  await kit(page, stage);
  const name = page.getByLabel('Another channel');
  const add = page.getByRole('button', { name: 'Add the channel' });
  await add.click();
  await expect(page.getByText('Give the channel a name')).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('tiktok');
  await add.click();
  await expect(page.getByText('There is a channel “TikTok” already.')).toBeVisible();
  await expect(name).toHaveValue('tiktok');
  await name.fill('Release party flyer');
  await add.click();
  await expect(page.getByText('“Release party flyer” has an address of its own now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link: Release party flyer' })).toBeVisible();
  await expect(page.getByLabel('Counted as').getByRole('option', { name: 'Release party flyer' })).toBeAttached();
  await page.getByRole('button', { name: 'Remove Release party flyer' }).click();
  await page.getByRole('button', { name: 'Take it off' }).click();
  await expect(page.getByText('Off the list.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link: Release party flyer' })).toHaveCount(0);
});

test('a viewer copies and changes nothing, also when the page was opened as an editor', async ({ page, stage }) => {
  const { campaign, email } = await kit(page, stage);
  const sql = stage.database.client;
  await page.getByLabel('Another channel').fill('Flyer');
  await sql`with made as (insert into users (email) values (${`kai-${unique()}@label.example`}) returning id)
    insert into members (workspace_id, user_id, role)
    select (select workspace_id from campaigns where slug = ${campaign.slug}), id, 'owner' from made`;
  await sql`update members set role = 'viewer' where user_id = (select id from users where email = ${email})`;
  await page.getByRole('button', { name: 'Add the channel' }).click();
  await expect(page.getByText('You can look at this workspace, but not change it.')).toBeVisible();
  await expect(page.getByLabel('Another channel')).toHaveValue('Flyer');
  await page.reload();
  await expect(page.getByText('An owner or an editor of this workspace can add channels.')).toBeVisible();
  await expect(page.getByLabel('Another channel')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy the link' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing in the share kit, and every target is thumb-sized', async ({ page, stage }, info) => {
      await kit(page, stage, { draft: true, title: 'Wunderbar '.repeat(12).trim() });
      await expect(page.getByText('Not public yet')).toBeVisible();
      await page.getByRole('button', { name: 'Text: Newsletter' }).click();
      expect(await violations(page, colorScheme)).toEqual([]);
      for (const target of await page.locator('main :is(button, a, input, select, textarea):visible').all())
        expect((await target.boundingBox())?.height ?? 0, await target.innerText()).toBeGreaterThanOrEqual(44);
      await info.attach('share', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
    });
  });
}

test('the share kit stands at a desk as well @desktop', async ({ page, stage }, info) => {
  await kit(page, stage);
  await page.getByRole('button', { name: 'Text: Discord' }).click();
  expect(await violations(page, 'desk')).toEqual([]);
  await info.attach('share', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
});
