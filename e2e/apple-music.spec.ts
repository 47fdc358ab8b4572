import { AppleMusicView } from './pages/apple-music';
import { CampaignView } from './pages/campaign';
import { appleSandbox } from './sandbox/apple-music/client';
import type { AppleReleaseInput } from './sandbox/apple-music/service';
import { expect, test, unique, type Stage } from './stage';

async function stageRelease(stage: Stage, more: Partial<AppleReleaseInput> = {}) {
  const id = String(Date.now()).slice(-9) + String(Math.floor(Math.random() * 1000));
  const campaign = await stage.campaign({
    outIn: 3_600,
    services: { appleMusic: { url: `https://music.apple.com/gb/album/${id}` } },
  });
  const apple = appleSandbox(stage.sandbox.url);
  const put = (availableAt: number) =>
    apple.putRelease({ id, title: 'Glass Harbour', artist: 'Mira Solenne', availableAt, ...more });
  await put(campaign.releaseAt);
  return { id, campaign, apple, uri: `apple:gb:album:${id}`, bringOut: () => put(Date.now() - 1_000) };
}

async function release(stage: Stage, slug: string): Promise<void> {
  await stage.database
    .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${slug}`;
}

const isHeld = /\/pass\//;

test('a fan pre-saves on Apple Music, and it is saved once it was seen in the library', async ({ page, stage }) => {
  const { campaign, apple, uri, bringOut } = await stageRelease(stage);
  const fan = `fan-${unique()}`;
  await page.goto(campaign.url);
  const view = new AppleMusicView(page);
  await view.ready();
  await view.allow(fan);
  await page.waitForURL(isHeld);
  await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
  const pass = page.url();
  // Apple's script tells Apple on which address it runs: it must not run on this one.
  await expect(page.locator('[data-musickit], script[src*="musickit"]')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Renew the permission/ })).toHaveAttribute('href', campaign.url);
  expect(await apple.library(uri)).toEqual({});

  await bringOut();
  await release(stage, campaign.slug);
  expect((await stage.cron()).status).toBe(200);
  expect(Object.keys(await apple.library(uri))).toEqual([fan]);
  await page.goto(pass);
  await expect(page.locator('main'), '202 proves nothing').toHaveAttribute('data-state', 'accepted');

  await stage.database.client`update presaves set next_attempt_at = now() where state = 'accepted'`;
  expect((await stage.cron()).status).toBe(200);
  await page.reload();
  await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
  await expect(page.getByRole('listitem').filter({ hasText: 'In your Apple Music library' })).toContainText(
    'checked on',
  );
});

test('a pre-release is added at once', async ({ page, stage }) => {
  const { id, campaign, apple } = await stageRelease(stage, { listedFrom: Date.now() - 1_000 });
  const fan = `fan-${unique()}`;
  await page.goto(campaign.url);
  const view = new AppleMusicView(page);
  await view.ready();
  await view.allow(fan);
  await page.waitForURL(isHeld);
  expect(Object.keys(await apple.preAdds(id))).toEqual([fan]);
  const [row] = await stage.database.client`
    select p.state, p.reason from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect({ ...row }).toEqual({ state: 'held', reason: 'pre_added' });
});

test('the same browser again is the same pre-save', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  const view = new AppleMusicView(page);
  for (const forget of [false, true]) {
    await page.goto(campaign.url);
    await view.ready();
    // a browser whose kept token has gone is asked anew, and gets another token
    if (forget) await page.evaluate(() => localStorage.clear());
    await view.allow(`fan-${unique()}`);
    await page.waitForURL(isHeld);
  }
  const rows = await stage.database.client`
    select p.id from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(rows).toHaveLength(1);
});

test.describe('each refusal has its sentence and its way on', () => {
  test('a no', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await (await view.tap()).getByRole('button', { name: /Don’t Allow/ }).click();
    await expect(view.says).toHaveText(/You said no, and that is fine/);
    await view.allow(`fan-${unique()}`);
    await page.waitForURL(isHeld);
  });

  test('a window that is closed', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await (await view.tap()).close();
    await expect(view.says).toHaveText(/window was closed before you answered/);
    await expect(view.button).not.toHaveAttribute('aria-disabled', 'true');
  });

  test('a window that is held back', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await view.button.click();
    await expect(view.says).toHaveText(/held Apple’s window back/);
  });

  test('a token that the browser kept too long', async ({ page, stage }) => {
    const { campaign, apple } = await stageRelease(stage);
    const fan = `fan-${unique()}`;
    const stale = await apple.signIn({ fan });
    await apple.revokeTokens(fan);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await page.evaluate(token => localStorage.setItem('music.upbeatteam.media-user-token', token), stale);
    await view.button.click();
    await expect(view.says).toHaveText(/Tap once more/);
    await view.allow(fan);
    await page.waitForURL(isHeld);
  });

  test('no subscription', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await view.allow(`fan-${unique()}`, { subscribed: false });
    await expect(view.says).toHaveText(/listeners who subscribe/);
    const rows = await stage.database.client`
      select 1 from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
    expect(rows, 'nothing is kept').toHaveLength(0);
  });

  test('a country that does not have it so far', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage, {
      availableAt: { GB: Date.now() - 1_000, default: Date.now() + 86_400_000 },
    });
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await view.allow(`fan-${unique()}`, { country: 'JP' });
    await expect(view.says).toHaveText(/in your country does not have this release so far/);
    await view.says.getByRole('link', { name: /see your pass/ }).click();
    await expect(page.locator('main')).toHaveAttribute('data-state', 'held');
  });

  test('a script that does not come', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.route(/musickit\.js/, route => route.abort());
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.button.click();
    await expect(view.says).toHaveText(/could not be loaded/);
    await page.unroute(/musickit\.js/);
    await view.button.click();
    await view.ready();
    await expect(view.says).toHaveText(/Tap once more/);
    await view.allow(`fan-${unique()}`);
    await page.waitForURL(isHeld);
  });

  test('no network', async ({ page, context, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.route(/musickit\.js/, route => route.abort());
    await page.goto(campaign.url);
    await context.setOffline(true);
    const view = new AppleMusicView(page);
    await view.button.click();
    await expect(view.says).toHaveText(/You are offline/);
  });
});

test('another site cannot send a yes', async ({ stage }) => {
  const { campaign, apple } = await stageRelease(stage);
  const userToken = await apple.signIn({ fan: `fan-${unique()}` });
  const send = (headers: Record<string, string>) =>
    fetch(`${stage.appUrl}/api/presave/state/${campaign.slug}/apple-music`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ userToken, zone: '', channel: null }),
    }).then(answer => answer.status);
  expect(await send({ origin: 'https://evil.example' })).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' })).toBe(403);
  expect(await send({})).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'same-origin' })).toBe(200);
});

test('a campaign without Apple Music loads nothing of Apple’s', async ({ page, stage }) => {
  const campaign = await stage.campaign({ services: { deezer: {} }, outIn: 3_600 });
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  const answer = await page.goto(campaign.url);
  await page.waitForLoadState('networkidle');
  expect(asked.filter(url => /musickit/.test(url))).toEqual([]);
  expect(answer?.headers()['content-security-policy']).not.toContain(stage.sandbox.url);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the fan is told what it takes, and offered the reminder', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    await new AppleMusicView(page).button.click();
    await expect(page).toHaveURL(`${campaign.url}/needs-script`);
    await expect(new CampaignView(page).notice.first()).toContainText('Apple asks in a window of its own');
  });
});
