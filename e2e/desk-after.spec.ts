import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { fill, reached } from './day';
import { expect, test, unique, type Stage } from './stage';

async function out(page: Page, stage: Stage, n = 120): Promise<string> {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const { slug } = await stage.campaign({
    workspace: await workspaceOf(stage, email),
    outIn: -8 * 86_400,
    cover: null,
  });
  await fill(stage, slug, [reached('saved', 'DE', n)]);
  await page.goto(`${stage.appUrl}/dashboard/c/${slug}/after`);
  return slug;
}

const form = (page: Page) => page.getByRole('form', { name: 'The first week' });

test('what the first week brought stands beside the pre-saves, and what is no number is said beside its field', async ({
  page,
  stage,
}) => {
  await out(page, stage);
  await form(page).getByLabel('Streams', { exact: true }).fill('about 100');
  await form(page).getByRole('button', { name: 'Record' }).click();
  await expect(form(page).getByText('Give a whole number, such as 12,345')).toBeVisible();
  await expect(form(page).getByLabel('Streams', { exact: true })).toHaveValue('about 100');
  await form(page).getByLabel('Streams', { exact: true }).fill('1,500');
  await form(page).getByLabel('The editors’ answer').selectOption('On a playlist');
  await form(page).getByRole('button', { name: 'Record' }).click();
  await expect(form(page).getByText('Recorded.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it was worth' })).toContainText(
    'For each pre-save there were 12.5 streams in the first week.',
  );
  await page.reload();
  await expect(form(page).getByLabel('Streams', { exact: true })).toHaveValue('1500');
  await expect(page.getByRole('table', { name: 'Across your releases' }).getByRole('row').nth(1)).toContainText('12.5');
});

test('a table of Spotify for Artists fills the form, and is recorded only after a look', async ({ page, stage }) => {
  const slug = await out(page, stage);
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const file = form(page).getByLabel('A table from Spotify for Artists (CSV)');
  await file.setInputFiles(csv('odd.csv', '<script>,=1+1\n1,2'));
  await expect(form(page).getByText('This is no table that is known here')).toBeVisible();
  await file.setInputFiles(
    csv('songs.csv', 'song,listeners,streams,saves,release_date\nGlass Harbour,800,2400,90,2026-11-15\n'),
  );
  await expect(form(page).getByText('Read, not recorded yet.')).toBeVisible();
  await expect(form(page).getByLabel('Streams', { exact: true })).toHaveValue('2400');
  const stored = () => stage.database.client`
    select what, value::int, source from outcomes where campaign_id = (select id from campaigns where slug = ${slug}) order by 1`;
  expect(await stored()).toHaveLength(0);
  await form(page).getByRole('button', { name: 'Record' }).click();
  await expect(form(page).getByText('Recorded.')).toBeVisible();
  expect((await stored()).map(row => ({ ...row }))).toEqual([
    { what: 'listeners', value: 800, source: 'csv' },
    { what: 'saves', value: 90, source: 'csv' },
    { what: 'streams', value: 2400, source: 'csv' },
  ]);
});

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}))
  test(`is readable and without a fault on a ${size}`, async ({ page, stage }) => {
    await page.setViewportSize(viewport);
    await out(page, stage, 8);
    await form(page).getByLabel('Streams', { exact: true }).fill('64');
    await form(page).getByRole('button', { name: 'Record' }).click();
    await expect(page.getByRole('region', { name: 'What it was worth' })).toContainText('can be chance');
    await page.screenshot({ path: test.info().outputPath(`after-${size}.png`), fullPage: true });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
