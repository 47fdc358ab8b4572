import { signIn, workspaceOf } from './artist';
import { expect, test, unique } from './stage';

const KEPT = 'Kept. You can close this and go on later.';

test('an answer that was lost is not taken for somebody else’s change', async ({ page, stage }) => {
  await signIn(page, stage, `mira-${unique()}@label.example`, '/dashboard/new');
  await page.getByRole('button', { name: 'Type it in by hand' }).click();
  await page.waitForURL(/\/dashboard\/drafts\//);
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('Low Tide');
  await expect(page.getByText(KEPT)).toBeVisible();

  let isLost = false;
  await page.route('**/dashboard/drafts/**', async route => {
    if (route.request().method() !== 'POST' || isLost) return route.fallback();
    isLost = true;
    // the server keeps it, and nobody hears so
    await route.fetch();
    await route.abort('connectionreset');
  });
  await title.fill('Low Tide, Again');
  await expect(page.getByText('Not sent: the connection is down.')).toBeVisible();
  await title.fill('Low Tide, at Last');
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByText(/changed/)).toHaveCount(0);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const [draft] = await stage.database.client`select fields->>'title' as title from campaign_drafts where id = ${id}`;
  expect(draft?.['title']).toBe('Low Tide, at Last');
});

test('what was saved before it was kept does not come back over what came later', async ({ page, stage }) => {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const { slug } = await stage.campaign({ workspace: await workspaceOf(stage, email) });
  await page.goto(`${stage.appUrl}/dashboard/c/${slug}/edit`);
  const words = page.getByLabel('A few words for fans');
  await words.fill('Out soon.');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.getByText(/^Saved\./)).toBeVisible();
  await expect(page.getByText(KEPT)).toBeVisible();
  const left = () => page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('upbeat.form.')));
  expect(await left()).toEqual([]);
  await stage.database.client`update campaigns set about = 'By somebody else.' where slug = ${slug}`;
  await page.reload();
  await expect(words).toHaveValue('By somebody else.');
});
