import { CampaignView } from './pages/campaign';
import { expect, test } from './stage';

test('the page turns over under the fan’s eyes, without a reload', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: 5 });
  const view = new CampaignView(page);
  await view.open(campaign.url);
  expect(await view.phase()).toBe('presave');
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await expect(view.main).toHaveAttribute('data-phase', 'live', { timeout: 15_000 });
  await expect(view.listenOnSpotify).toBeVisible();
  await expect(view.presaveOnSpotify).toHaveCount(0);
  expect(Date.now()).toBeGreaterThanOrEqual(campaign.releaseAt);
  expect(await page.evaluate(() => 'stillHere' in window), 'no reload').toBe(true);
});

test('two instances flip at the moment itself: nothing live before it, no pre-save a second after it', async ({
  stage,
}) => {
  const campaign = await stage.campaign({ outIn: 6 });
  const wrong: string[] = [];
  const seen = new Set<string | undefined>();
  const poll = async (base: string) => {
    while (Date.now() < campaign.releaseAt + 2_500) {
      const asked = Date.now() - campaign.releaseAt;
      const phase = /data-phase="(\w+)"/.exec(await (await fetch(`${base}/${campaign.slug}`)).text())?.[1];
      const answered = Date.now() - campaign.releaseAt;
      seen.add(phase);
      if (phase === 'live' && answered < 0) wrong.push(`live ${-answered} ms before`);
      if (phase !== 'live' && asked >= 1_000) wrong.push(`${phase} ${asked} ms after`);
    }
  };
  await Promise.all([poll(stage.appUrl), poll(stage.secondAppUrl), poll(stage.appUrl)]);
  expect([...seen]).toEqual(['presave', 'live']);
  expect(wrong).toEqual([]);
});

test('a moved date shows at once on both instances, and a new campaign replaces its 404', async ({ stage }) => {
  const { moveRelease } = await import('../lib/campaigns/move');
  const campaign = await stage.campaign({ outIn: 3_600 });
  const bases = [stage.appUrl, stage.secondAppUrl];
  const read = async (base: string, slug: string) => (await fetch(`${base}/${slug}`)).text();
  for (const base of bases) expect(await read(base, campaign.slug)).toContain('data-phase="presave"');
  await moveRelease(stage.database.db, campaign.slug, { mode: 'instant', at: Date.now() - 1_000 });
  for (const base of bases) await expect.poll(() => read(base, campaign.slug)).toContain('data-phase="live"');

  const draft = await stage.campaign({ draft: true });
  for (const base of bases) expect((await fetch(`${base}/${draft.slug}`)).status).toBe(404);
  const { publishCampaign } = await import('../lib/campaigns/publish');
  await publishCampaign(stage.database.db, draft.slug);
  for (const base of bases) await expect.poll(async () => (await fetch(`${base}/${draft.slug}`)).status).toBe(200);
});

test('an ended campaign says so', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: -60 });
  const { endCampaign } = await import('../lib/campaigns/publish');
  await endCampaign(stage.database.db, campaign.slug);
  const view = new CampaignView(page);
  await view.open(campaign.url);
  expect(await view.phase()).toBe('ended');
  await expect(view.main).toContainText('come to an end');
});

test.describe('between the first and the last midnight', () => {
  const today = () => new Date().toISOString().slice(0, 10);
  for (const [timezoneId, out] of [
    ['Pacific/Tongatapu', true],
    ['Pacific/Pago_Pago', false],
  ] as const) {
    test.describe(timezoneId, () => {
      test.use({ timezoneId });
      test(out ? 'a fan who has it listens' : 'a fan who waits pre-saves', async ({ page, stage }) => {
        // the first territories turn at 11:00 UTC the day before, the last at 11:00 UTC of the day itself
        const hour = new Date().getUTCHours();
        const date = hour >= 11 ? new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) : today();
        const campaign = await stage.campaign({ date });
        const view = new CampaignView(page);
        await view.open(campaign.url);
        expect(await view.phase()).toBe('rolling');
        await expect(view.listenOnSpotify).toBeVisible({ visible: out });
        await expect(view.presaveOnSpotify).toBeVisible({ visible: !out });
      });
    });
  }
});
