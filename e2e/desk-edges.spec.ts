import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { tell } from '../lib/testing/audience';
import { signIn, workspaceOf } from './artist';
import { visits } from './numbers';
import { expect, test, unique, type Stage } from './stage';

const owner = () => `mira-${unique()}@label.example`;
const KEPT = 'Kept. You can close this and go on later.';
const title = (page: Page) => page.getByLabel('Title', { exact: true });

async function begin(page: Page, stage: Stage): Promise<void> {
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
}

/** What this browser has kept of forms. */
const forms = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('upbeat.form.')));

/** A photo as a phone makes it: grain makes the file large. */
async function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#336699', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Hands a file to the page as a drop or as a paste does. */
async function hand(page: Page, by: 'drop' | 'paste', file: { name: string; type: string; bytes: Buffer }) {
  const transfer = await page.evaluateHandle(
    ({ name, type, base64 }) => {
      const given = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
      given.items.add(new File([bytes], name, { type }));
      return given;
    },
    { name: file.name, type: file.type, base64: file.bytes.toString('base64') },
  );
  if (by === 'drop') return page.locator('.artwork-drop').dispatchEvent('drop', { dataTransfer: transfer });
  return transfer.evaluate(clipboardData => {
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
}

const cover = async () => ({
  name: 'cover.png',
  type: 'image/png',
  bytes: await sharp({ create: { width: 1_400, height: 1_400, channels: 3, background: '#336699' } })
    .png()
    .toBuffer(),
});

for (const by of ['drop', 'paste'] as const)
  test(`artwork comes in by ${by}, and what is no picture leaves it alone`, async ({ page, stage }) => {
    await begin(page, stage);
    await hand(page, by, await cover());
    await expect(page.getByText(/^The artwork is in\./)).toBeVisible();
    const shown = await page.getByAltText('The artwork').getAttribute('src');
    await hand(page, 'drop', { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('no picture') });
    await expect(page.locator('.status[data-tone="bad"]')).toBeVisible();
    await expect(page.getByAltText('The artwork')).toHaveAttribute('src', shown ?? '');
  });

test('a photo of a phone is made smaller before it is sent', async ({ page, stage }) => {
  const buffer = await photo();
  expect(buffer.length).toBeGreaterThan(6_000_000);
  await begin(page, stage);
  const sent: number[] = [];
  await page.route('**/artwork', async (route, request) => {
    if (request.method() === 'POST') sent.push(request.postDataBuffer()?.length ?? 0);
    await route.continue();
  });
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });
  await expect(page.getByText(/^The artwork is in\./)).toBeVisible({ timeout: 30_000 });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toBeGreaterThan(0);
  expect(sent[0]).toBeLessThan(buffer.length);
});

test('a picture that did not arrive is sent again by a tap', async ({ page, stage }) => {
  await begin(page, stage);
  await page.route('**/artwork', route => route.abort());
  const { name, type: mimeType, bytes: buffer } = await cover();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await expect(page.getByText(/The picture did not reach us/)).toBeVisible();
  await page.unroute('**/artwork');
  await page.getByRole('button', { name: 'Send the picture again' }).click();
  await expect(page.getByText(/^The artwork is in\./)).toBeVisible();
});

test('what was typed into a campaign that is deleted meanwhile becomes a new one', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/edit`);
  await expect(page.getByText(KEPT)).toBeVisible();
  await stage.database.client`delete from campaigns where slug = ${campaign.slug}`;
  await title(page).fill('Glass Harbour, once more');
  await expect(page.getByText('This campaign is not here any more: somebody has deleted it.')).toBeVisible();
  await page.getByRole('button', { name: 'Begin a new draft with it' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await expect(title(page)).toHaveValue('Glass Harbour, once more');
  await expect(page.getByLabel('End of the link')).toBeEditable();
  await expect(page.getByRole('button', { name: 'Publish the link' })).toBeVisible();
});

test('an answer that was lost on its way is no quarrel with oneself', async ({ page, stage }) => {
  await begin(page, stage);
  await title(page).fill('One');
  await expect(page.getByText(KEPT)).toBeVisible();
  const lose = { left: 1 };
  await page.route('**/dashboard/drafts/*', async (route, request) => {
    if (request.method() !== 'POST' || lose.left === 0) return route.fallback();
    lose.left -= 1;
    await route.fetch();
    return route.abort();
  });
  await title(page).fill('Two');
  await expect(page.getByText(/Not sent: the connection is down/)).toBeVisible();
  await title(page).fill('Three');
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByText(/has changed this form/)).toHaveCount(0);
  await page.reload();
  await expect(title(page)).toHaveValue('Three');
});

test('an answer that was lost before the page was closed is none either', async ({ page, stage }) => {
  await begin(page, stage);
  await title(page).fill('One');
  await expect(page.getByText(KEPT)).toBeVisible();
  const lose = { now: true };
  await page.route('**/dashboard/drafts/*', async (route, request) => {
    if (request.method() !== 'POST' || !lose.now) return route.fallback();
    await route.fetch();
    return route.abort();
  });
  await title(page).fill('Two');
  await expect(page.getByText(/Not sent: the connection is down/)).toBeVisible();
  await title(page).fill('Three');
  lose.now = false;
  await page.reload();
  await expect(title(page)).toHaveValue('Three');
  await expect(page.getByText('What you had typed here before is back, and kept now.')).toBeVisible();
});

test('after saving, the browser keeps nothing of the form', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  const edit = `${stage.appUrl}/dashboard/c/${campaign.slug}/edit`;
  await page.goto(edit);
  await expect(page.getByText(KEPT)).toBeVisible();
  await title(page).fill('Glass Harbour II');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await forms(page)).toEqual([]);
  await stage.database.client`delete from campaign_drafts d using campaigns c
    where c.id = d.campaign_id and c.slug = ${campaign.slug}`;
  await stage.database.client`update campaigns set title = 'Theirs' where slug = ${campaign.slug}`;
  await page.goto(edit);
  await expect(title(page)).toHaveValue('Theirs');
});

const signOut = (stage: Stage, email: string) =>
  stage.database.client`delete from sessions s using users u where u.id = s.user_id and u.email = ${email}`;

test('signed out while the numbers are followed, it says so and leads back to them', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const { slug } = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await tell(stage.database.db, visits(slug, 3, { at: Date.now() }));
  await page.goto(`${stage.appUrl}/dashboard/c/${slug}`);
  await expect(page.getByRole('region', { name: 'So far' })).toContainText('visits3');
  // The page is loaded once more for the browser's own clock; after that only the figures are.
  await expect(page.getByText(/^All times are your time/)).toBeVisible();
  await signOut(stage, mira);
  await expect(page.getByText('You are signed out, so the figures stand still.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.waitForURL(`${stage.appUrl}/sign-in?next=/dashboard/c/${slug}`);
});

test('what is recorded on a slow line is sent once, and signed out it stays in the form', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const workspace = await workspaceOf(stage, mira);
  const { slug } = await stage.campaign({ workspace, outIn: -8 * 86_400, cover: null });
  const after = `${stage.appUrl}/dashboard/c/${slug}/after`;
  await page.goto(after);
  const streams = page.getByLabel('Streams', { exact: true });
  await streams.fill('1500');
  let answers = () => {};
  const line = new Promise<void>(resolve => (answers = resolve));
  let sent = 0;
  await page.route(after, async (route, request) => {
    if (request.method() !== 'POST') return route.fallback();
    sent += 1;
    await line;
    return route.continue();
  });
  const form = page.getByRole('form', { name: 'The first week' });
  const button = form.locator('button[type=submit]');
  await button.click();
  await expect(button).toHaveText('Recording …');
  await button.click({ force: true });
  await streams.press('Enter');
  answers();
  await expect(form.getByText('Recorded.')).toBeVisible();
  expect(sent).toBe(1);

  await signOut(stage, mira);
  await streams.fill('1700');
  await button.click();
  await expect(form.getByText(/You are signed out/)).toBeVisible();
  await expect(streams).toHaveValue('1700');
  await signIn(await page.context().newPage(), stage, mira);
  await button.click();
  await expect(form.getByText('Recorded.')).toBeVisible();
  await page.reload();
  await expect(streams).toHaveValue('1700');
});
