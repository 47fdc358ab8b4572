import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { signIn, workspaceOf } from './artist';
import { CampaignView, ConsentView } from './pages/campaign';
import { expect, test, unique } from './stage';

const owner = () => `mira-${unique()}@label.example`;

test('a campaign is duplicated, put away, ended and deleted, and its fan is told', async ({ page, stage, browser }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  const fan = await (await browser.newContext()).newPage();
  await new CampaignView(fan).open(campaign.url);
  await new CampaignView(fan).presaveOnSpotify.click();
  await new ConsentView(fan).agree(`fan-${unique()}`);
  await expect(fan.locator('main.pass')).toBeVisible();
  const pass = fan.url();
  const manage = `${stage.appUrl}/dashboard/c/${campaign.slug}/manage`;

  await page.goto(manage);
  await page.getByRole('button', { name: 'Duplicate as a draft' }).click();
  await page.waitForURL(`${stage.appUrl}/dashboard/c/${campaign.slug}-2/edit`);
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Glass Harbour');
  await expect(page.getByLabel('Link on Spotify')).toHaveValue('');

  await page.goto(manage);
  await page.getByRole('button', { name: 'Archive it' }).click();
  await expect(page.getByText('It is in the archive.')).toBeVisible();
  await page.goto(`${stage.appUrl}/dashboard`);
  await expect(page.locator(`a[href="/dashboard/c/${campaign.slug}"]`)).toHaveCount(0);
  await page.getByRole('link', { name: 'One more in the archive' }).click();
  await page.locator(`a[href="/dashboard/c/${campaign.slug}"]`).click();
  await page.getByRole('link', { name: 'Manage' }).click();
  await page.getByRole('button', { name: 'Put it back into the list' }).click();
  await expect(page.getByRole('button', { name: 'Archive it' })).toBeVisible();

  await page.getByRole('button', { name: 'End it …' }).click();
  await expect(page.getByText('1 permission of fans is destroyed')).toBeVisible();
  await page.getByRole('button', { name: 'Let it run' }).click();

  await page.getByRole('button', { name: 'Delete it …' }).click();
  await expect(page.getByText('1 pre-save and 1 permission of fans are destroyed.')).toBeVisible();
  await page.getByLabel('Type its title to go on').fill('Something else');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('This is not its title.')).toBeVisible();
  await page.getByLabel('Type its title to go on').fill(' glass harbour');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The campaign is deleted, with all that hung on it.')).toBeVisible();

  expect((await fan.goto(campaign.url))?.status()).toBe(404);
  expect((await fan.goto(pass))?.status()).toBe(404);
  const [left] = await stage.database.client`
    select count(*)::int as n from presaves p left join campaigns c on c.id = p.campaign_id where c.id is null`;
  expect(left?.['n']).toBe(0);
  await page.goto(`${stage.appUrl}/dashboard/settings/log`);
  await expect(page.getByText('1 pre-save and 1 permission destroyed with it')).toBeVisible();
  await fan.context().close();
});

test('an ended campaign says so on its page, and has nothing more to end', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/manage`);
  await page.getByRole('button', { name: 'End it …' }).click();
  await page.getByRole('button', { name: 'End it for good' }).click();
  await expect(page.getByText('Ended. Its page says so')).toBeVisible();
  await expect(page.getByRole('button', { name: 'End it …' })).toHaveCount(0);
  await page.goto(campaign.url);
  await expect(page.getByText('This campaign has come to an end.')).toBeVisible();
});

test('everything comes along as one file, and the workspace can be erased', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await page.goto(`${stage.appUrl}/dashboard/settings/data`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download everything' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^upbeat-\d{4}-\d\d-\d\d\.json$/);
  const everything = JSON.parse(await readFile(await download.path(), 'utf8')) as { campaigns: { slug: string }[] };
  expect(everything.campaigns.map(({ slug }) => slug)).toEqual([campaign.slug]);

  await page.getByRole('button', { name: 'Erase the workspace …' }).click();
  const name = await page.locator('dialog[open] bdi').innerText();
  await page.getByLabel('Type its name to go on').fill(name);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.waitForURL(/\/sign-in$/);
  expect((await page.goto(campaign.url))?.status()).toBe(404);
  await page.goto(`${stage.appUrl}/dashboard`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('two people: what the other has deleted is said, and nothing is done twice', async ({ page, stage, context }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/manage`);
  await other.getByRole('button', { name: 'Delete it …' }).click();
  await other.getByLabel('Type its title to go on').fill('Glass Harbour');
  await other.getByRole('button', { name: 'Delete for good' }).click();
  await expect(other.getByText('The campaign is deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Duplicate as a draft' }).click();
  await expect(page.getByText('This campaign is not here any more')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const)
  test(`${scheme} › axe finds nothing on the screens of order`, async ({ page, stage }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const mira = owner();
    await signIn(page, stage, mira);
    const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
    for (const path of [`c/${campaign.slug}/manage`, 'archive', 'settings/services', 'settings/data']) {
      await page.goto(`${stage.appUrl}/dashboard/${path}`);
      expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
    }
    await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/manage`);
    await page.getByRole('button', { name: 'Delete it …' }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations, 'the question').toEqual([]);
  });
