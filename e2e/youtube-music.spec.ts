import { ConsentView } from './pages/campaign';
import { youtubeSandbox } from './sandbox/oauth-service/client';
import { expect, test, unique, type Stage } from './stage';

async function stageRelease(stage: Stage) {
  const id = unique().padStart(11, '_').slice(-11);
  const campaign = await stage.campaign({
    outIn: 3_600,
    services: { youtubeMusic: { url: `https://youtu.be/${id}` } },
  });
  const youtube = youtubeSandbox(stage.sandbox.url);
  const video = (availableAt: number) =>
    youtube.putVideo({ id, title: 'Glass Harbour', channel: 'Mira Solenne - Topic', availableAt });
  await video(campaign.releaseAt);
  return { campaign, youtube, uri: `youtube:video:${id}`, bringOut: () => video(Date.now() - 1_000) };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a fan pre-saves on YouTube Music, has it liked on the day and can see so', async ({ page, stage }) => {
      const { campaign, youtube, uri, bringOut } = await stageRelease(stage);
      const fan = `fan-${unique()}`;
      await page.goto(campaign.url);
      const button = page.getByRole('button', { name: /Pre-save on YouTube Music/ });
      await expect(button).toContainText('Adds it to your likes');
      await button.click();
      const asked = new URL(page.url()).searchParams;
      expect(asked.get('scope'), 'one permission').toBe('https://www.googleapis.com/auth/youtube');
      expect([asked.get('access_type'), asked.get('prompt')]).toEqual(['offline', 'consent']);
      await new ConsentView(page).agree(fan);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
      const pass = page.url();
      expect(await youtube.library(uri)).toEqual({});

      await bringOut();
      await stage.database
        .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
      expect((await stage.cron()).status).toBe(200);
      expect(Object.keys(await youtube.library(uri))).toEqual([fan]);
      await page.goto(pass);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
    });
  });
}

test('an album’s playlist is a link: the Data API cannot save it', async ({ page, stage }) => {
  const url = `https://music.youtube.com/playlist?list=OLAK5uy_${'k'.repeat(33)}`;
  const campaign = await stage.campaign({ services: { youtubeMusic: { url } } });
  await page.goto(campaign.url);
  await expect(page.getByRole('link', { name: /See it on YouTube Music/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Pre-save on YouTube Music/ })).toHaveCount(0);
});
