import { deploymentOf } from '../lib/domain/deployment';
import { CampaignView, ConsentView } from './pages/campaign';
import { youtubeSandbox } from './sandbox/oauth-service/client';
import { expect, test, unique, type Stage } from './stage';

/** How many pre-saves a day's units allow. */
const A_DAY = deploymentOf({ youtubeMusic: { tier: 'verified' } }).limits.youtubeMusic?.savesADay ?? 0;

/** A campaign with its video, and so many of YouTube's places of that day taken by others. */
async function stageRelease(stage: Stage, taken: number, outInDays: number) {
  const id = unique().padStart(11, 'x').slice(-11);
  const campaign = await stage.campaign({
    outIn: outInDays * 86_400,
    services: { youtubeMusic: { url: `https://music.youtube.com/watch?v=${id}` } },
  });
  await youtubeSandbox(stage.sandbox.url).putVideo({
    id,
    title: 'Glass Harbour',
    channel: 'Mira Solenne - Topic',
    availableAt: campaign.releaseAt,
  });
  await stage.database.client`
    insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
    select c.id, 'youtubeMusic', 'other' || i, 'GB', 'held', 'consented' from campaigns c, generate_series(1, ${taken}) i
    where c.slug = ${campaign.slug}`;
  return campaign;
}

test('the last place on YouTube Music turns the button into the next best', async ({ page, browser, stage }) => {
  const campaign = await stageRelease(stage, A_DAY - 1, 40);
  const presave = (on: typeof page) => on.getByRole('button', { name: /Pre-save on YouTube Music/ });
  await page.goto(campaign.url);
  await expect(presave(page)).toBeVisible();
  // another fan has the page open since before
  const late = await (await browser.newContext()).newPage();
  await late.goto(campaign.url);

  await presave(page).click();
  await new ConsentView(page).agree(`fan-${unique()}`);
  await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
  const pass = page.url();

  await page.goto(campaign.url);
  await expect(presave(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: /See it on YouTube Music.*All places/ })).toBeVisible();

  await presave(late).click();
  await new ConsentView(late).agree(`fan-${unique()}`);
  await expect(late).toHaveURL(`${campaign.url}/full`);
  await expect(new CampaignView(late).notice.first()).toContainText('All places there are taken');
  await late.context().close();

  // a place that comes free is given again
  await page.goto(pass);
  await stage.database.client`
    update presaves set state = 'saved', saved_at = now() where account_key = 'other1' and campaign_id = (
      select id from campaigns where slug = ${campaign.slug})`;
  await stage.database.client`select pg_notify('page_tags', ${JSON.stringify([`campaign:${campaign.slug}`])})`;
  await page.goto(campaign.url);
  await expect(presave(page)).toBeVisible();
});

test('units that are gone keep everybody off, and say so', async ({ page, stage }) => {
  const campaign = await stageRelease(stage, 0, 60);
  await page.goto(campaign.url);
  await stage.database.client`
    insert into pace_gates (dsp, client_id, blocked_until, reason)
    values ('youtubeMusic', 'spent', now() + interval '1 hour', 'quota_exceeded')`;
  try {
    await page.getByRole('button', { name: /Pre-save on YouTube Music/ }).click();
    await expect(page).toHaveURL(`${campaign.url}/full`);
    await expect(new CampaignView(page).notice.first()).toContainText('All places there are taken');
  } finally {
    await stage.database.client`delete from pace_gates where client_id = 'spent'`;
    await stage.database.client`select pg_notify('page_tags', ${JSON.stringify([`campaign:${campaign.slug}`])})`;
  }
});
