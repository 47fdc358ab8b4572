import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Request } from '@playwright/test';
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

/** As the worker leaves it when Spotify has refused the permission for good. */
async function permissionDies({ database: { client } }: Stage, { slug }: MadeCampaign): Promise<void> {
  await client`update grants g set sealed = null, sealed_access = null, access_expires_at = null, destroyed_at = now()
    from presaves p join campaigns c on c.id = p.campaign_id where g.presave_id = p.id and c.slug = ${slug}`;
  await client`update presaves p set state = 'needs_reconnect', reason = 'grant_rejected'
    from campaigns c where c.id = p.campaign_id and c.slug = ${slug}`;
}

/** The questions a page asks about a pass. */
function questions(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/presave/state/')) asked.push(pathname);
  });
  return asked;
}

async function watchShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shift: number }).shift);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, timezoneId: 'Europe/Berlin' });

    test('a fan whose permission died renews it from the pass', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const fan = `fan-${unique()}`;
      const address = await presave(page, campaign, fan);
      await permissionDies(stage, campaign);
      await page.goto(address);
      const pass = new PassView(page);
      await expect(pass.headline).toHaveText('Your Spotify permission needs renewing.');
      await expect(pass.main).toContainText('back on the list');
      await pass.reconnect.click();
      expect(new URL(page.url()).searchParams.get('scope'), 'the same one permission').toBe('user-library-modify');
      await new ConsentView(page).agree(fan);
      await expect(pass.headline).toHaveText('You’re back in.');
      await expect(pass.main).toContainText('Your permission is renewed.');
      await page.goto(address);
      await expect(pass.main, 'the first pass knows too').toHaveAttribute('data-state', 'held');
      await expect(pass.reconnect).toHaveCount(0);
      const zones = await stage.database.client<{ zone: string | null }[]>`
        select p.zone from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
      expect(zones.map(row => row.zone)).toEqual([javaScriptEnabled ? 'Europe/Berlin' : null]);
    });
  });
}

test('once it is out the pass says so, and the reconnect saves at once', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  const fan = `fan-${unique()}`;
  const address = await presave(page, campaign, fan);
  await permissionDies(stage, campaign);
  await stage.database
    .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
  const available = { availableAt: Date.now() - 1_000, name: 'Glass Harbour', artist: 'Mira Solenne' };
  await stage.sandbox.createRelease({ id: campaign.albumId, type: 'album', ...available });
  await page.goto(address);
  const pass = new PassView(page);
  await expect(pass.headline).toHaveText('It’s out. Reconnect to get it.');
  await pass.reconnect.click();
  await new ConsentView(page).agree(fan);
  await expect(pass.main).toHaveAttribute('data-state', 'saved');
});

test('the campaign page remembers the pre-save in this browser alone', async ({ page, stage, browser, context }) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  const asked = questions(page);
  const fan = `fan-${unique()}`;
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await expect(view.passBar).toBeHidden();
  expect([asked, await context.cookies()], 'nothing before a pre-save').toEqual([[], []]);

  const address = await presave(page, campaign, fan);
  const shift = await watchShift(page);
  await view.open(campaign.url);
  await expect(view.passBar).toContainText('You have pre-saved this.');
  await page.waitForLoadState('networkidle');
  expect(await shift(), 'nothing shifts').toBeLessThan(0.001);
  expect(asked).toEqual([`/api/presave/state/${campaign.slug}`]);
  expect(await page.evaluate(() => document.cookie), 'no script reads the pass').toBe('upbeat.presaved=1');
  await view.passBar.getByRole('link').click();
  await expect(page).toHaveURL(address);

  await permissionDies(stage, campaign);
  await view.open(campaign.url);
  await expect(view.passBar).toContainText('Your Spotify permission needs renewing.');
  expect((await view.passBar.getByRole('link').boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await page.waitForLoadState('networkidle');
  expect(await shift(), 'nothing shifts').toBeLessThan(0.001);

  const other = await browser.newPage();
  const othersQuestions = questions(other);
  await other.goto(campaign.url);
  await other.waitForLoadState('networkidle');
  await expect(new CampaignView(other).passBar).toBeHidden();
  expect(othersQuestions).toEqual([]);
  await other.close();

  await view.passBar.getByRole('link').click();
  await new PassView(page).reconnect.click();
  await new ConsentView(page).agree(fan);
  await expect(new PassView(page).headline).toHaveText('You’re back in.');
  await view.open(campaign.url);
  await expect(view.passBar).toContainText('You have pre-saved this.');
});

test('after a withdrawal the browser remembers nothing', async ({ page, stage, context, browser }) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  const address = await presave(page, campaign, `fan-${unique()}`);
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await expect(view.passBar).toBeVisible();
  await page.goto(address);
  await new PassView(page).withdraw();
  await expect(new PassView(page).main).toHaveAttribute('data-state', 'withdrawn');
  expect((await context.cookies()).filter(cookie => /pass|presaved/.test(cookie.name))).toEqual([]);
  const asked = questions(page);
  await view.open(campaign.url);
  await expect(view.passBar).toBeHidden();
  expect(asked).toEqual([]);

  // Withdrawn elsewhere: this browser learns of it at its next question, and asks no more.
  const again = await presave(page, campaign, `fan-${unique()}`);
  const elsewhere = await browser.newPage();
  await elsewhere.goto(again);
  await new PassView(elsewhere).withdraw();
  await expect(new PassView(elsewhere).main).toHaveAttribute('data-state', 'withdrawn');
  await elsewhere.close();
  await view.open(campaign.url);
  await expect.poll(async () => (await context.cookies()).filter(c => /pass|presaved/.test(c.name))).toEqual([]);
  await expect(view.passBar).toBeHidden();
});

test('nobody but the page’s own script is told', async ({ stage, page, context }) => {
  const campaign = await stage.campaign({ outIn: 3_600 });
  await presave(page, campaign, `fan-${unique()}`);
  const pass = (await context.cookies()).find(cookie => cookie.name === 'upbeat.fan.pass')!;
  expect(pass).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: `/api/presave/state/${campaign.slug}` });
  const ask = (headers: Record<string, string>) =>
    fetch(`${stage.appUrl}/api/presave/state/${campaign.slug}`, { headers });
  const cookie = `${pass.name}=${pass.value}`;
  for (const site of ['cross-site', 'same-site', 'none'])
    expect((await ask({ cookie, 'sec-fetch-site': site })).status, site).toBe(404);
  const own = await ask({ cookie, 'sec-fetch-site': 'same-origin' });
  expect(own.headers.get('cache-control')).toBe('no-store');
  expect(await own.json()).toMatchObject({ state: 'held', dsp: 'spotify', passPath: `/pass/${pass.value}` });
  expect(await (await ask({ 'sec-fetch-site': 'same-origin' })).json()).toEqual({ state: 'none' });
});

test('the line stays when the page turns over, and the console stays silent', async ({ page, stage }) => {
  const said: string[] = [];
  page.on('console', message => void (message.type() === 'error' && said.push(message.text())));
  page.on('pageerror', error => said.push(error.message));
  const campaign = await stage.campaign({ outIn: 12 });
  await presave(page, campaign, `fan-${unique()}`);
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await expect(view.passBar).toContainText('You have pre-saved this.');
  expect(await view.phase()).toBe('presave');
  await expect(view.main).toHaveAttribute('data-phase', 'live', { timeout: 20_000 });
  await expect(view.passBar).toContainText('You have pre-saved this.');
  expect(said).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on what a fan with a dead permission sees', async ({ page, stage }) => {
      const campaign = await stage.campaign({ outIn: 3_600 });
      const address = await presave(page, campaign, `fan-${unique()}`);
      const check = async (url: string) => {
        await page.goto(url);
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
      };
      await check(campaign.url);
      await permissionDies(stage, campaign);
      for (const url of [campaign.url, address]) await check(url);
    });
  });
}
