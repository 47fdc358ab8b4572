import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { lively } from './numbers';
import { expect, test, unique, type Stage } from './stage';

async function sheet(page: Page, stage: Stage, title?: string): Promise<string> {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const slug = await lively(stage, await workspaceOf(stage, email), title);
  await page.goto(`${stage.appUrl}/dashboard/c/${slug}/pitch`);
  await expect(page.getByRole('article', { name: 'Pitch sheet' })).toBeVisible();
  return slug;
}

test('the sheet says what listeners asked for, without what is doubted, and goes out as a text', async ({
  page,
  stage,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const slug = await sheet(page, stage);
  const article = page.getByRole('article', { name: 'Pitch sheet' });
  await expect(article).toContainText('pre-saves without doubt44');
  await expect(article).toContainText('doubtful, left out3');
  await expect(article.getByRole('table', { name: 'By country' }).getByRole('row')).toHaveText([
    'CountryPre-saves',
    'Germany31',
    'United States9',
    'Nepal4',
  ]);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('44 pre-saves. Each is one account');
  expect(text).toContain('By country: Germany 31, United States 9, Nepal 4.');
  expect(text).toContain(`${stage.appUrl}/${slug}`);
});

test('is one page of paper with nothing of the desk on it', async ({ page, stage }) => {
  await sheet(page, stage, 'A Title That Goes On For Longer Than Any Phone Is Wide');
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
  }
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: test.info().outputPath('pitch-print.png'), fullPage: true });
  for (const gone of ['Copy as text', 'Print, or save as PDF']) await expect(page.getByText(gone)).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Campaign' })).toBeHidden();
});

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}))
  test(`is readable and without a fault on a ${size}`, async ({ page, stage }) => {
    await page.setViewportSize(viewport);
    await sheet(page, stage);
    await page.screenshot({ path: test.info().outputPath(`pitch-${size}.png`), fullPage: true });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
