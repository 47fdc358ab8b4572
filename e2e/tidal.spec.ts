import { ConsentView } from './pages/campaign';
import { tidalSandbox } from './sandbox/oauth-service/client';
import { expect, test, unique, type Stage } from './stage';

async function stageRelease(stage: Stage) {
  const id = String(Date.now()).slice(-9) + String(Math.floor(Math.random() * 1000));
  const campaign = await stage.campaign({
    outIn: 3_600,
    services: { tidal: { url: `https://tidal.com/album/${id}` } },
  });
  const tidal = tidalSandbox(stage.sandbox.url);
  const release = (availableAt: number) =>
    tidal.putRelease({ id, title: 'Glass Harbour', artist: 'Mira Solenne', availableAt });
  await release(campaign.releaseAt);
  return { campaign, tidal, uri: `tidal:album:${id}`, bringOut: () => release(Date.now() - 1_000) };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a fan pre-saves on TIDAL, gets it on the day and can see so', async ({ page, stage }) => {
      const { campaign, tidal, uri, bringOut } = await stageRelease(stage);
      const fan = `fan-${unique()}`;
      await page.goto(campaign.url);
      await page.getByRole('button', { name: /Pre-save on TIDAL/ }).click();
      expect(new URL(page.url()).searchParams.get('scope'), 'one permission').toBe('collection.write');
      await new ConsentView(page).agree(fan);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
      const pass = page.url();
      expect(await tidal.library(uri)).toEqual({});

      await bringOut();
      await stage.database
        .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
      expect((await stage.cron()).status).toBe(200);
      expect(Object.keys(await tidal.library(uri))).toEqual([fan]);
      await page.goto(pass);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
    });
  });
}

test('a fan who says no to TIDAL is back on the page', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  await page.goto(campaign.url);
  await page.getByRole('button', { name: /Pre-save on TIDAL/ }).click();
  await new ConsentView(page).cancel();
  await expect(page).toHaveURL(`${campaign.url}/declined`);
});
