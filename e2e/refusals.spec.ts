import type { Page } from '@playwright/test';
import { CampaignView, ConsentView } from './pages/campaign';
import { consent } from './sandbox/client';
import { expect, test, unique, type MadeCampaign, type Stage } from './stage';

/** Walks up to the consent page. */
async function tap(page: Page, campaign: MadeCampaign): Promise<void> {
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await view.presaveOnSpotify.click();
}

/** Walks through consent, but keeps the browser from following the way back, and answers its address. */
async function interceptCallback(page: Page, campaign: MadeCampaign, fan: string): Promise<string> {
  await tap(page, campaign);
  return consent(page.url(), { fan, decision: 'agree' });
}

async function expectRefused(page: Page, stage: Stage, campaign: MadeCampaign, notice: string): Promise<void> {
  await expect(page).toHaveURL(`${campaign.url}/${notice}`);
  await expect(new CampaignView(page).notice).toBeVisible();
  await expect(new CampaignView(page).presaveOnSpotify).toBeVisible();
  const rows = await stage.database
    .client`select p.id from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(rows, 'nothing is kept').toHaveLength(0);
}

test('a fan who says no is back on the page, and nothing is kept', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  await tap(page, campaign);
  await new ConsentView(page).cancel();
  await expectRefused(page, stage, campaign, 'declined');
});

test('a fan whom Spotify does not let this app serve is told so plainly', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const fan = `unlisted-${unique()}`;
  await stage.sandbox.addFaults([
    {
      route: 'GET /api/v1/me$',
      fan,
      fault: { kind: 'status', status: 403, body: 'User not registered in the Developer Dashboard' },
    },
  ]);
  await tap(page, campaign);
  await new ConsentView(page).agree(fan);
  await expectRefused(page, stage, campaign, 'not-listed/spotify');
});

test('a callback with a foreign state is refused', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const callback = new URL(await interceptCallback(page, campaign, `fan-${unique()}`));
  callback.searchParams.set('state', 'somebody-elses');
  await page.goto(callback.href);
  await expectRefused(page, stage, campaign, 'interrupted');
});

test('a callback opened in another browser is refused', async ({ page, stage, browser }) => {
  const campaign = await stage.campaign();
  const callback = await interceptCallback(page, campaign, `fan-${unique()}`);
  const other = await browser.newPage();
  await other.goto(callback);
  await expect(other).toHaveURL(`${stage.appUrl}/lost`);
  const rows = await stage.database
    .client`select p.id from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(rows).toHaveLength(0);
  await other.close();
});

test('a callback used twice makes one pre-save', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const callback = await interceptCallback(page, campaign, `fan-${unique()}`);
  await page.goto(callback);
  await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
  await page.goto(callback);
  await expect(page).toHaveURL(`${campaign.url}/replayed`);
  const rows = await stage.database
    .client`select p.id from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(rows).toHaveLength(1);
});

test('a callback that tells of a code nobody gave is refused', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const callback = new URL(await interceptCallback(page, campaign, `fan-${unique()}`));
  callback.searchParams.set('code', 'injected');
  await page.goto(callback.href);
  await expectRefused(page, stage, campaign, 'interrupted');
});

test('a post from another site starts nothing', async ({ stage }) => {
  const campaign = await stage.campaign();
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: stage.appUrl },
    {},
  ]) {
    const answer = await fetch(`${stage.appUrl}/api/presave/spotify`, {
      method: 'POST',
      redirect: 'manual',
      headers: headers as Record<string, string>,
      body: new URLSearchParams({ slug: campaign.slug }),
    });
    expect(answer.headers.get('location')).toBe(`${campaign.url}/cross-site`);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

test('the sign-in engine shows nothing but the callback', async ({ stage }) => {
  for (const path of [
    'session',
    'csrf',
    'providers',
    'signin',
    'signin/spotify',
    'signout',
    'error',
    'callback',
    'callback/spotify/x',
  ])
    expect((await fetch(`${stage.appUrl}/api/fan-auth/${path}`, { redirect: 'manual' })).status, path).toBe(404);
});

test('the cron route is closed to everyone without its secret', async ({ stage }) => {
  for (const secret of ['', 'wrong', 'undefined']) expect((await stage.cron(secret)).status).toBe(401);
  expect((await fetch(`${stage.appUrl}/api/cron/release`)).status).toBe(401);
  expect((await stage.cron()).status).toBe(200);
});
