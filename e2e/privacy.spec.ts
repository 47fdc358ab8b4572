import { CampaignView, ConsentView } from './pages/campaign';
import { PassView } from './pages/pass';
import { expect, test, unique } from './stage';

test('every cookie and everything else in a fan’s browser is named, and so are the deployment’s own numbers', async ({
  page,
  stage,
  context,
}) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  const view = new CampaignView(page);
  await view.open(campaign.url);
  const permission = await page.locator('.permission').textContent();
  const seen = new Set<string>();
  const look = async () => {
    for (const { name } of await context.cookies()) seen.add(name);
    for (const key of await page.evaluate(() => Object.keys(localStorage))) seen.add(key);
  };
  await view.presaveOnSpotify.click();
  await look();
  await new ConsentView(page).agree(`fan-${unique()}`);
  await expect(new PassView(page).main).toHaveAttribute('data-state', 'held');
  await look();
  await view.open(campaign.url);
  await look();
  expect([...seen]).toEqual(expect.arrayContaining(['upbeat.fan.intent', 'upbeat.fan.pass', 'upbeat:dsp']));

  await page.getByRole('link', { name: 'What is kept, and for how long' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What is kept, and for how long');
  const named = await page.locator('.in-browser code').allTextContents();
  // What the sandbox's and Apple's own pages keep has their prefixes, not ours.
  expect([...seen].filter(name => name.startsWith('upbeat') && !named.includes(name))).toEqual([]);
  await expect(page.locator('.asked')).toContainText('“Manage your saved content”');
  const days = /after (\d+) days/.exec(permission ?? '')?.[1];
  await expect(page.locator('.asked li', { hasText: 'Spotify' })).toContainText(`kept for ${days} days at the most`);
  await expect(page.locator('main')).toContainText('365 days');
});

test('it is a click away from the home page and from a pass', async ({ page, stage }) => {
  await page.goto(stage.appUrl);
  await page.getByRole('link', { name: 'What is kept, and for how long' }).click();
  await expect(page.getByRole('heading', { name: 'Take it back' })).toBeVisible();
  const campaign = await stage.campaign({ outIn: 3_600 });
  await page.goto(campaign.url);
  await new CampaignView(page).presaveOnSpotify.click();
  await new ConsentView(page).agree(`fan-${unique()}`);
  await page.getByRole('link', { name: 'What is kept, and for how long' }).click();
  await expect(page).toHaveURL(`${stage.appUrl}/privacy`);
});
