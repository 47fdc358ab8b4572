import { CampaignView, ConsentView } from './pages/campaign';
import { PassView } from './pages/pass';
import { expect, test, unique } from './stage';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, timezoneId: 'America/Los_Angeles' });

    test('a fan pre-saves, gets it on the day and can see so', async ({ page, stage, context }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const fan = `fan-${unique()}`;
      const view = new CampaignView(page);
      await view.open(campaign.url);
      expect(await context.cookies(), 'no cookie before a pre-save').toEqual([]);
      await view.presaveOnSpotify.click();
      expect(new URL(page.url()).searchParams.get('scope'), 'one permission').toBe('user-library-modify');
      await new ConsentView(page).agree(fan);

      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/You’re in/);
      await expect(page.locator('main')).toContainText(javaScriptEnabled ? 'your time (America/Los Angeles)' : 'UTC');
      const pass = page.url();
      expect(new URL(pass).pathname).toMatch(/^\/pass\/[\w-]{43}$/);
      expect(await stage.sandbox.library(campaign.uri)).toEqual({});

      const release = stage.database.client;
      await release`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
      await stage.sandbox.createRelease({
        id: campaign.albumId,
        type: 'album',
        name: 'Glass Harbour',
        artist: 'Mira Solenne',
        availableAt: Date.now() - 1_000,
      });
      expect(await (await stage.cron()).json()).toMatchObject({ refused: 0 });
      expect(Object.keys(await stage.sandbox.library(campaign.uri))).toEqual([fan]);
      await page.goto(pass);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
    });

    test('a fan who pre-saves after the release has it saved at once', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const fan = `fan-${unique()}`;
      await new CampaignView(page).open(campaign.url);
      await stage.sandbox.createRelease({
        id: campaign.albumId,
        type: 'album',
        name: 'Glass Harbour',
        artist: 'Mira Solenne',
        availableAt: Date.now() - 1_000,
      });
      await stage.database
        .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
      await new CampaignView(page).presaveOnSpotify.click();
      await new ConsentView(page).agree(fan);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
      expect(Object.keys(await stage.sandbox.library(campaign.uri))).toEqual([fan]);
    });

    test('a fan withdraws, is told before what that means, and nothing is saved', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      await new CampaignView(page).open(campaign.url);
      await new CampaignView(page).presaveOnSpotify.click();
      await new ConsentView(page).agree(`fan-${unique()}`);
      await new PassView(page).withdraw();
      await expect(page.locator('main')).toHaveAttribute('data-state', 'withdrawn');
      const [row] = await stage.database.client`
        select p.account_key, p.zone, g.sealed from presaves p join grants g on g.presave_id = p.id join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
      expect(row).toEqual({ account_key: null, zone: null, sealed: null });
    });
  });
}

test('the same account again is the same pre-save', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const fan = `fan-${unique()}`;
  for (let i = 0; i < 2; i++) {
    await new CampaignView(page).open(campaign.url);
    await new CampaignView(page).presaveOnSpotify.click();
    await new ConsentView(page).agree(fan);
    await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
  }
  const rows = await stage.database
    .client`select p.id from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(rows).toHaveLength(1);
});
