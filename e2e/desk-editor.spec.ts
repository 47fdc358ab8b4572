import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn, signInByMail, workspaceOf } from './artist';
import { CampaignView, ConsentView } from './pages/campaign';
import { plainSandbox } from './sandbox/deezer/client';
import { expect, test, unique, type Stage } from './stage';

const owner = () => `mira-${unique()}@label.example`;
const KEPT = 'Kept. You can close this and go on later.';

/** Eleven digits as a UPC (GS1): each second one counts three times. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** A release that Deezer's catalogue has for a date in the future. */
async function releaseOnDeezer(stage: Stage) {
  const number = String(Date.now()).slice(-10);
  const upc = withCheckDigit(`6${number}`);
  await plainSandbox(stage.sandbox.url, 'deezer').putRelease({
    uri: `deezer:album:${number}`,
    title: 'Glass Harbour',
    artist: 'Mira Solenne',
    upc,
    availableAt: 0,
  });
  return { link: `https://www.deezer.com/album/${number}`, number };
}

async function fillIn(page: Page, slug: string): Promise<void> {
  await page.getByLabel('Artist', { exact: true }).fill('Mira Solenne');
  await page.getByLabel('Title', { exact: true }).fill('Glass Harbour');
  await page.getByLabel('What it is').selectOption('album');
  await page.getByLabel('Release date').fill('2027-03-05');
  await page.getByLabel('UPC or EAN').fill('602445868162');
  await page.getByLabel('End of the link').fill(slug);
}

test('from the sign-in to a live link in few steps, begun with a link', async ({ page, stage, browser }) => {
  const release = await releaseOnDeezer(stage);
  let steps = 0;
  const step = async (act: () => Promise<unknown>) => {
    steps += 1;
    await act();
  };
  await signInByMail(page, stage, owner());
  await step(() => page.getByRole('link', { name: 'Make the first campaign' }).click());
  await step(() => page.getByLabel('Link, UPC or ISRC').fill(release.link));
  await step(() => page.getByRole('button', { name: 'Look it up' }).click());
  await page.waitForURL(/\/dashboard\/drafts\//);
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Glass Harbour');
  await expect(page.getByLabel('Artist', { exact: true })).toHaveValue('Mira Solenne');
  await expect(page.getByText(/^Found by your link: “Glass Harbour” by Mira Solenne/)).toBeVisible();
  const slug = `gh-${unique()}`.toLowerCase();
  await step(() => page.getByLabel('What it is').selectOption('album'));
  await step(() => page.getByLabel('Release date').fill('2027-03-05'));
  await step(() => page.getByLabel('End of the link').fill(slug));
  await expect(page.getByText('Free.')).toBeVisible();
  await step(() => page.getByRole('button', { name: 'Publish the link' }).click());
  await page.waitForURL(`${stage.appUrl}/dashboard/c/${slug}?live`);
  await expect(page.getByText('Your link is live.')).toBeVisible();
  expect(steps, 'seven after the sign-in').toBeLessThanOrEqual(7);

  const fan = await (await browser.newContext()).newPage();
  await new CampaignView(fan).open(`${stage.appUrl}/${slug}`);
  await expect(fan.getByRole('heading', { level: 1 })).toContainText('Glass Harbour');
  await new CampaignView(fan).presaveOnSpotify.click();
  await new ConsentView(fan).agree(`fan-${unique()}`);
  await expect(fan.locator('main.pass')).toBeVisible();
  await fan.context().close();
});

test('what is wrong stands beside its field, and nothing typed is lost', async ({ page, stage }) => {
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByLabel('Link, UPC or ISRC').fill('my new song');
  await page.getByRole('button', { name: 'Look it up' }).click();
  await expect(page.getByText(/neither a link of a music service nor a UPC/)).toBeVisible();
  await expect(page.getByLabel('Link, UPC or ISRC')).toHaveValue('my new song');
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await page.getByLabel('Title', { exact: true }).fill('Glass Harbour');
  await page.getByLabel('UPC or EAN').fill('12345');
  await page.getByRole('button', { name: 'Publish the link' }).click();
  await expect(page.getByText('Not yet: mend what is marked')).toBeVisible();
  await expect(page.getByText('Write the artist’s name as it will stand on the services.')).toBeVisible();
  await expect(page.getByText('Choose what it is.')).toBeVisible();
  await expect(page.getByLabel('Artist', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Glass Harbour');
  await expect(page.getByLabel('UPC or EAN')).toHaveValue('12345');
});

test('a form is kept while it is typed, and goes on where it was left', async ({ page, stage }) => {
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await page.getByLabel('Title', { exact: true }).fill('Paper Weather');
  await expect(page.getByText(KEPT)).toBeVisible();
  await page.goto(`${stage.appUrl}/dashboard`);
  await page.getByRole('link', { name: 'Paper Weather' }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Paper Weather');
  await page.locator('iframe').scrollIntoViewIfNeeded();
  const preview = page.frameLocator('iframe[title="Preview of the page"]');
  await expect(preview.getByRole('heading', { level: 1 })).toContainText('Paper Weather');
  await page.getByLabel('Out', { exact: true }).check();
  await expect(preview.getByText('Out now')).toBeVisible();
  await page.getByRole('button', { name: 'Throw it away' }).first().click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Throw it away' }).click();
  await page.waitForURL(`${stage.appUrl}/dashboard`);
  await expect(page.getByRole('link', { name: 'Paper Weather' })).toHaveCount(0);
});

test('what was typed without a connection or after the session was over comes back', async ({
  page,
  stage,
  context,
}) => {
  const mira = owner();
  await signIn(page, stage, mira);
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('One');
  await expect(page.getByText(KEPT)).toBeVisible();

  await context.setOffline(true);
  await title.fill('Two');
  await expect(page.getByText(/Not sent: the connection is down/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(KEPT)).toBeVisible();

  await stage.database.client`delete from sessions s using users u where u.id = s.user_id and u.email = ${mira}`;
  await title.fill('Three');
  await expect(page.getByText(/You are signed out/)).toBeVisible();
  await expect(title).toHaveValue('Three');
  const draft = new URL(page.url()).pathname;
  await signIn(page, stage, mira);
  await page.goto(stage.appUrl + draft);
  await expect(title).toHaveValue('Three');
  await expect(page.getByText('What you had typed here before is back, and kept now.')).toBeVisible();
});

test('what was typed while signed out comes back beside what somebody else has changed since', async ({
  page,
  stage,
  browser,
}) => {
  const mira = owner();
  await signIn(page, stage, mira);
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const draft = page.url();
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('One');
  await expect(page.getByText(KEPT)).toBeVisible();
  await stage.database.client`delete from sessions s using users u where u.id = s.user_id and u.email = ${mira}`;
  await title.fill('Mine');
  await expect(page.getByText(/You are signed out/)).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signIn(other, stage, mira);
  await other.goto(draft);
  await other.getByLabel('Title', { exact: true }).fill('Theirs');
  await expect(other.getByText(KEPT)).toBeVisible();
  await other.context().close();

  await signIn(page, stage, mira);
  await page.goto(draft);
  await expect(title).toHaveValue('Mine');
  await expect(page.getByText(/has changed this form since you opened it: the title/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('What you had typed here before is back, and kept now.')).toBeVisible();
  await page.reload();
  await expect(title).toHaveValue('Mine');
});

test('of two who type in one form the second is told, and chooses', async ({ page, stage, browser }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, stage, mira);
  await other.goto(page.url());
  await expect(other.getByText(KEPT)).toBeVisible();
  await page.getByLabel('Title', { exact: true }).fill('Mine');
  await expect(page.getByText(KEPT)).toBeVisible();
  await other.getByLabel('Artist', { exact: true }).fill('Theirs');
  await expect(other.getByText(/has changed this form since you opened it: the artist and the title/)).toBeVisible();
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(other.getByText(KEPT)).toBeVisible();
  await page.getByLabel('Title', { exact: true }).fill('Mine again');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByLabel('Artist', { exact: true })).toHaveValue('Theirs');
  await other.context().close();
});

test('a public campaign is changed, its address stays, and its page says so at once', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/edit`);
  await expect(page.getByLabel('End of the link')).not.toBeEditable();
  await page.getByLabel('Title', { exact: true }).fill('Glass Harbour (Deluxe)');
  await expect(page.getByText(KEPT)).toBeVisible();
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(campaign.url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Deluxe');
});

test('the artwork is uploaded, shown and refused in words', async ({ page, stage }) => {
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const file = page.locator('input[type=file]');
  await file.setInputFiles('e2e/artwork/midnight.jpg');
  await expect(page.getByText(/^The artwork is in\./)).toBeVisible();
  await expect
    .poll(() => page.getByAltText('The artwork').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(100);
  await file.setInputFiles({ name: 'a.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a and more') });
  await expect(page.locator('.status[data-tone="bad"]')).toBeVisible();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByAltText('The artwork')).toHaveCount(0);
});

test('a link brings its cover along, which says whose it is and can be replaced', async ({ page, stage }) => {
  const release = await releaseOnDeezer(stage);
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByLabel('Link, UPC or ISRC').fill(release.link);
  await page.getByRole('button', { name: 'Look it up' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const whose = page.getByText('Cover from Deezer’s catalogue.');
  await expect(whose).toBeVisible();
  const pixels = (img: HTMLImageElement) => img.naturalWidth;
  await expect.poll(() => page.getByAltText('The artwork').evaluate(pixels)).toBe(640);
  const preview = page.frameLocator('iframe[title="Preview of the page"]');
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect.poll(() => preview.locator('img').first().evaluate(pixels)).toBe(640);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await whose.scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath(`cover-${width}.png`) });
  }
  const found = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(found.violations, 'with its sentence').toEqual([]);

  await page.locator('input[type=file]').setInputFiles('e2e/artwork/neon.jpg');
  await expect(page.getByText(/^The artwork is in\./)).toBeVisible();
  await expect(whose).toHaveCount(0);
  await page.reload();
  await expect(page.getByAltText('The artwork')).toBeVisible();
  await expect(whose).toHaveCount(0);
});

for (const scheme of ['light', 'dark'] as const)
  test(`${scheme} › axe finds nothing on the editor`, async ({ page, stage }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn(page, stage, owner());
    await page.goto(`${stage.appUrl}/dashboard/new`);
    expect((await new AxeBuilder({ page }).analyze()).violations, 'the beginning').toEqual([]);
    await page.getByRole('button', { name: 'Type it in by hand' }).click();
    await page.waitForURL(/\/dashboard\/drafts\//);
    await fillIn(page, `ax-${unique()}`.toLowerCase());
    await expect(page.getByText(KEPT)).toBeVisible();
    const found = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect(found.violations, 'the form').toEqual([]);
  });

test('the editor stands at a desk as well @desktop', async ({ page, stage }) => {
  await signIn(page, stage, owner());
  await page.goto(`${stage.appUrl}/dashboard/new`);
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  await fillIn(page, `dt-${unique()}`.toLowerCase());
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toContainText('Glass Harbour');
  await page.getByRole('button', { name: 'Save, and publish later' }).click();
  await page.waitForURL(/\/dashboard\/c\/dt-/);
  await expect(page.getByText('Nobody sees it until it is published.')).toBeVisible();
});

test('publishing although the last preflight fails is asked once more', async ({ page, stage }) => {
  const mira = owner();
  await signIn(page, stage, mira);
  const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira), draft: true });
  const failed = { id: 'share_card', title: 'Share card', state: 'fail', found: '', fanSees: '', mend: '' };
  await stage.database.client`insert into preflight_runs (campaign_id, findings)
    select id, ${JSON.stringify([failed])}::text::jsonb from campaigns where slug = ${campaign.slug}`;
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/edit`);
  await page.getByLabel('Title', { exact: true }).fill('Glass Harbour II');
  await page.getByRole('button', { name: 'Publish the link' }).click();
  await expect(page.getByText(/the last preflight fails at “Share card”/)).toBeVisible();
  await page.getByRole('button', { name: 'Publish all the same' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(campaign.url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Glass Harbour II');
});
