import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { tell } from '../lib/testing/audience';
import { signIn, workspaceOf } from './artist';
import { lively, visits } from './numbers';
import { expect, test, unique, type Stage } from './stage';

async function artist(page: Page, stage: Stage): Promise<string> {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  return workspaceOf(stage, email);
}

const overview = (stage: Stage, slug: string) => `${stage.appUrl}/dashboard/c/${slug}`;

async function violations(page: Page, name: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true);
  return found.violations.map(v => `${name}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`);
}

test('a new campaign says what will be here, and fills by itself when somebody comes', async ({ page, stage }) => {
  const workspace = await artist(page, stage);
  const { slug } = await stage.campaign({ workspace });
  await page.goto(overview(stage, slug));
  await expect(page.getByRole('heading', { name: 'Nobody has come by yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Share the link' })).toBeVisible();
  expect(await violations(page, 'nothing yet')).toEqual([]);

  await tell(stage.database.db, visits(slug, 3, { at: Date.now() }));
  await page.reload();
  const sums = page.getByRole('region', { name: 'So far' });
  await expect(sums).toContainText('visits3');
  await tell(stage.database.db, visits(slug, 2, { at: Date.now() }, 1));
  await expect(sums, 'without a reload').toContainText('visits5', { timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Right now' })).toContainText(
    '5 visits, 1 tap and 0 pre-saves in the last half hour.',
  );
});

test('every number is there with its table, on the artist’s own clock', async ({ page, stage }) => {
  const workspace = await artist(page, stage);
  const slug = await lively(stage, workspace);
  await page.goto(overview(stage, slug));
  await expect(page.getByText(`All times are your time (${await zoneOf(page)}).`)).toBeVisible();
  const channels = page.getByRole('region', { name: 'By channel' });
  await expect(channels).toContainText('Most pre-saves: TikTok, 31 of 47 (66 %).');
  await expect(channels.getByRole('row', { name: /^Poster \(QR\)/ })).toContainText('5');
  await expect(page.getByRole('region', { name: 'By country' }).getByRole('row', { name: /Nepal/ })).toContainText('4');
  await expect(page.getByRole('region', { name: 'By service' }).getByRole('row', { name: /Deezer/ })).toContainText(
    '4',
  );
  await expect(page.getByRole('region', { name: 'By device' })).toContainText('Most visits: Phone');
  await expect(page.getByRole('region', { name: 'Reminders', exact: true })).toContainText('Google Calendar');
  const funnel = page.getByRole('region', { name: 'From the link to the library' });
  await expect(funnel.getByRole('listitem')).toHaveCount(4);
  await expect(funnel).toContainText('looked and left');

  const time = page.getByRole('region', { name: 'Over time' });
  await time.getByText('The figures as a table').first().click();
  await expect(time.getByRole('table', { name: /^The most were \d+ visits, on/ }).getByRole('row')).toHaveCount(16);
  await time.getByRole('link', { name: '48 hours' }).click();
  await expect(time.getByRole('link', { name: '48 hours' })).toHaveAttribute('aria-current', 'true');
  await expect(page).toHaveURL(/span=hours&zone=/);
});

const zoneOf = (page: Page) =>
  page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' '));

test('doubtful pre-saves stand apart, with why', async ({ page, stage }) => {
  const workspace = await artist(page, stage);
  const slug = await lively(stage, workspace);
  const [{ n } = { n: 0 }] = await stage.database.client<{ n: number }[]>`
    select count(*)::int as n from presaves where doubt is not null
      and campaign_id = (select id from campaigns where slug = ${slug})`;
  expect(n).toBeGreaterThan(0);
  await page.goto(overview(stage, slug));
  const doubtful = page.getByRole('region', { name: 'Doubtful pre-saves' });
  await expect(doubtful).toContainText(`${n} pre-saves are counted apart. They get their save like all others`);
  await expect(doubtful).toContainText(`A burst of accounts${n}Many within minutes`);
  await expect(page.getByRole('region', { name: 'So far' })).toContainText(`pre-saves without doubt${47 - n}`);
});

test('the artist’s last campaign stands beside this one, as far from its release', async ({ page, stage }) => {
  const workspace = await artist(page, stage);
  const last = await lively(stage, workspace, 'Night Drive');
  const sql = stage.database.client;
  const slug = await lively(stage, workspace);
  await page.goto(overview(stage, last));
  await expect(page.getByText('This is the artist’s first one here.')).toBeVisible();
  // it came out five days before this one does, and its fans came as long before
  await sql`update campaigns set release_at = release_at - interval '5 days' where slug = ${last}`;
  await page.goto(overview(stage, slug));
  const beside = page.getByRole('region', { name: 'Beside your last campaign' });
  await expect(beside).toContainText(/47 pre-saves; “Night Drive” had \d+ at this point/);
  await beside.getByText('The figures as a table').click();
  await expect(beside.getByRole('row', { name: /^14 days before 47/ })).toBeVisible();
});

test('the numbers go out as a table in which nothing is a formula', async ({ page, stage }) => {
  const workspace = await artist(page, stage);
  const slug = await lively(stage, workspace);
  await page.goto(overview(stage, slug));
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all numbers (CSV)' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`numbers-${slug}.csv`);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n')[0]).toBe('\uFEFFday,by,value,views,visitors,taps,reminders,presaves,doubtful');
  expect(text).toMatch(/,channel,tiktok,/);
  expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
});

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`is readable and without a fault on a ${size} (${colorScheme})`, async ({ page, stage }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const workspace = await artist(page, stage);
      await lively(stage, workspace, 'Night Drive');
      const slug = await lively(stage, workspace, 'A Title That Goes On For Longer Than Any Phone Is Wide');
      await stage.database
        .client`update campaigns set release_at = release_at + interval '3 days' where slug = ${slug}`;
      await page.goto(overview(stage, slug));
      await expect(page.getByRole('region', { name: 'Beside your last campaign' })).toContainText('Night Drive');
      await expect(page).toHaveURL(/zone=/);
      await page.screenshot({ path: test.info().outputPath(`numbers-${size}-${colorScheme}.png`), fullPage: true });
      for (const summary of await page.getByText('The figures as a table').all()) await summary.click();
      expect(await violations(page, size)).toEqual([]);
    });
