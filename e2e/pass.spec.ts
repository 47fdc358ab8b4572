import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CampaignView, ConsentView } from './pages/campaign';
import { PassView } from './pages/pass';
import { expect, test, unique, type MadeCampaign, type Stage } from './stage';

/** Pre-saves in this browser and answers the pass's address. */
async function presave(page: Page, campaign: MadeCampaign, fan: string): Promise<string> {
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await view.presaveOnSpotify.click();
  await new ConsentView(page).agree(fan);
  await expect(new PassView(page).main).toHaveAttribute('data-state', 'held');
  return page.url().split('?')[0]!;
}

/** The release comes out, and the worker saves. */
async function comesOut(stage: Stage, { slug, albumId }: MadeCampaign): Promise<void> {
  await stage.database
    .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${slug}`;
  await stage.sandbox.createRelease({
    id: albumId,
    type: 'album',
    name: 'Glass Harbour',
    artist: 'Mira Solenne',
    availableAt: Date.now() - 1_000,
  });
  expect(await (await stage.cron()).json()).toMatchObject({ refused: 0 });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a permission that is good can be renewed with one button', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const fan = `fan-${unique()}`;
      await presave(page, campaign, fan);
      await stage.database.client`
        update grants g set hard_expiry = now() + interval '30 days' from presaves p join campaigns c on c.id = p.campaign_id
        where g.presave_id = p.id and c.slug = ${campaign.slug}`;
      await page.reload();
      const view = new PassView(page);
      await expect(view.renew).toContainText('Spotify asks you again; then it is kept until');
      await view.renew.click();
      expect(new URL(page.url()).searchParams.get('scope'), 'the same one permission').toBe('user-library-modify');
      await new ConsentView(page).agree(fan);
      await expect(view.headline).toHaveText('You’re back in.');
      await expect(view.story.filter({ hasText: 'You renewed the permission' })).toBeVisible();
      const rows = await stage.database.client<{ days: number }[]>`
        select extract(day from g.hard_expiry - now())::int as days from grants g
        join presaves p on p.id = g.presave_id join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
      expect(rows.map(({ days }) => days)).toEqual([179]);
    });

    test('a withdrawal says before what is gone and what stays, and after what it did', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      await presave(page, campaign, `fan-${unique()}`);
      const view = new PassView(page);
      await expect(view.withdrawButton).toBeHidden();
      await view.leave.click();
      const panel = page.locator('details.withdraw');
      await expect(panel).toContainText(/Gone for good.*The permission.*What stays.*A line without a name/s);
      await view.withdrawButton.click();
      await expect(view.main).toHaveAttribute('data-state', 'withdrawn');
      await expect(view.headline).toHaveText('Gone, as you asked.');
      await expect(view.main).toContainText('Nothing will be saved.');
      await expect(view.main.getByRole('link', { name: /Apps, in your Spotify account/ })).toBeVisible();
      await expect(view.leave).toBeHidden();
      await expect(view.renew).toBeHidden();
    });

    test('a release that is in the library stays there, and the pass says so', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const fan = `fan-${unique()}`;
      const address = await presave(page, campaign, fan);
      await comesOut(stage, campaign);
      await page.goto(address);
      const view = new PassView(page);
      await expect(view.headline).toHaveText('It’s in your library.');
      await expect(view.story).toContainText([
        /You gave one permission/,
        /The release moved/,
        /In your Spotify library\s*confirmed by Spotify on \d+ \w+ at \d\d:\d\d/,
        /The permission was destroyed/,
      ]);
      await expect(view.main).toContainText(/Held\s*Nothing/);
      await view.leave.click();
      await expect(page.locator('details.withdraw')).toContainText('The release stays in your Spotify library');
      await view.withdrawButton.click();
      await expect(view.main).toContainText('The release stays in your Spotify library');
      expect(Object.keys(await stage.sandbox.library(campaign.uri))).toEqual([fan]);
    });
  });
}

test('its address stays here: no cache, no referrer, and its forms work all the same', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  const fan = `fan-${unique()}`;
  const address = await presave(page, campaign, fan);
  const token = new URL(address).pathname.split('/').at(-1) ?? '';
  for (const url of [address, `${address}?fresh`, `${stage.appUrl}/pass/${'x'.repeat(43)}`]) {
    const { headers } = await fetch(url);
    expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')], url).toEqual([
      'no-store',
      'no-referrer',
      'noindex',
    ]);
  }
  expect((await page.goto(`${stage.appUrl}/pass/${'x'.repeat(43)}`))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No pass at this address');
  await page.goto(address);
  await expect(page.locator('meta[name=referrer]')).toHaveCount(0);

  const told: string[] = [];
  page.on('request', request => {
    const own = request.url().startsWith(stage.appUrl);
    if (!own && request.url().includes(token)) told.push(request.url());
    void request.allHeaders().then(({ referer = '', origin = 'null' }) => {
      if (referer || (!own && origin !== 'null')) told.push(`${request.url()}: ${referer} ${origin}`);
    });
  });
  await page.route('https://www.spotify.com/**', route => route.fulfill({ status: 200, body: 'elsewhere' }));
  await page.getByRole('link', { name: /Apps, in your Spotify account/ }).click();
  await expect(page.locator('body')).toHaveText('elsewhere');
  await page.goto(address);
  await new PassView(page).renew.click();
  await expect(page, 'the form is taken although it does not say where it comes from').toHaveURL(/authorize/);
  expect(told).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on a pass, whether it waits, is being withdrawn or is gone', async ({ page, stage }) => {
      await presave(page, await stage.campaign({ outIn: 3_600 }), `fan-${unique()}`);
      const view = new PassView(page);
      const check = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
      };
      await check();
      await view.leave.click();
      await check();
      await view.withdrawButton.click();
      await expect(view.main).toHaveAttribute('data-state', 'withdrawn');
      await check();
    });
  });
}
