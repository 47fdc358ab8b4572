import { AxeBuilder } from '@axe-core/playwright';
import { wayOutHref } from '../lib/domain/in-app';
import { IN_APP_USER_AGENTS, OTHER_USER_AGENTS } from '../lib/testing/user-agents';
import { CampaignView } from './pages/campaign';
import { InAppView } from './pages/in-app';
import { expect, test, type MadeCampaign, type Stage } from './stage';

const SERVICES = {
  spotify: { uri: `spotify:album:${'5'.repeat(22)}` },
  deezer: { url: 'https://www.deezer.com/album/302127' },
  youtubeMusic: { url: 'https://youtu.be/dQw4w9WgXcQ' },
};

let made: Promise<MadeCampaign> | undefined;
const campaignOf = (stage: Stage) => (made ??= stage.campaign({ services: SERVICES }));

/** Each app once on each kind of phone: every other user agent is a unit test. */
const APPS = IN_APP_USER_AGENTS.filter(
  (one, at) => IN_APP_USER_AGENTS.findIndex(({ app, platform }) => app === one.app && platform === one.platform) === at,
);
const userAgentOf = (app: string, platform: string) =>
  APPS.find(one => one.app === app && one.platform === platform)?.userAgent ?? '';

const WORDS: Record<string, string> = { instagram: 'Open in external browser', threads: 'Open in external browser' };
const SIGNS: Record<string, string> = { tiktok: 'row', wechat: 'row', x: 'any', unknown: 'any' };

for (const { app, platform, userAgent, way } of APPS) {
  test.describe(`${app} on ${platform}`, () => {
    test.use({
      userAgent,
      permissions: ['clipboard-read', 'clipboard-write'],
      // with the page's clock stopped, nobody would wait for the sheet to have come up
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('leads out first, then shows the way by hand', async ({ page, stage }) => {
      const { url } = await campaignOf(stage);
      const view = new InAppView(page);
      await view.open(`${url}?c=bio`);
      const outside = `${url}?go=youtubeMusic&c=bio`;
      await expect(view.line).toContainText('YouTube Music needs yours.');
      await view.onYoutube.click();
      if (way) {
        expect(await view.asked()).toEqual([wayOutHref(way, outside)]);
        await page.clock.runFor(1_900);
        await expect(view.sheet).toBeHidden();
        await page.clock.runFor(100);
      }
      await expect(view.sheet).toBeVisible();
      expect(page.url(), 'what the app’s own menu opens').toBe(outside);
      await expect(view.sheet).toHaveAccessibleName('YouTube Music needs your own browser');
      await expect(view.sheet).toHaveAttribute('data-app', app);
      await expect(view.picture).toHaveAttribute(
        'data-sign',
        SIGNS[app] ?? (platform === 'android' ? 'column' : 'row'),
      );
      await expect(view.picture).toContainText(WORDS[app] ?? 'Open in browser');
      await expect(view.steps.nth(1)).toContainText(WORDS[app] ?? 'Open in browser');
      expect(await view.sheet.getByRole('link', { name: 'try the direct way again' }).count()).toBe(way ? 1 : 0);
      await view.copy.click();
      await expect(view.copied).toContainText('paste it into');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(outside);
      await view.stay.click();
      await expect(view.sheet).toBeHidden();
      await expect(view.onYoutube).toBeFocused();
      expect(await view.asked(), 'nothing else was opened').toHaveLength(way ? 1 : 0);
    });
  });
}

for (const app of ['linkedin', 'facebook']) {
  test.describe(`${app} on an iPhone`, () => {
    test.use({ userAgent: userAgentOf(app, 'ios') });
    test(`really asks for Safari, ${app === 'facebook' ? 'in a new window' : 'in place'}`, async ({ page, stage }) => {
      const { url } = await campaignOf(stage);
      await page.goto(url);
      const view = new InAppView(page);
      const asked = await view.watchNavigation();
      await view.onYoutube.click();
      await expect.poll(() => asked).toEqual([`x-safari-${url}?go=youtubeMusic`]);
    });
  });
}

test('outside, the link goes on at the same service, and starts nothing', async ({ page, stage }) => {
  const { url } = await campaignOf(stage);
  const posts: string[] = [];
  // that it was opened is told; nothing else may be sent
  page.on(
    'request',
    request => request.method() === 'POST' && !request.url().endsWith('/api/events') && posts.push(request.url()),
  );
  const view = new InAppView(page);
  await page.goto(`${url}?go=youtubeMusic&c=bio`);
  await page.waitForLoadState('networkidle');
  await expect(view.line).toHaveText('Continue with YouTube Music', { useInnerText: true });
  await expect(view.onYoutube).toBeFocused();
  await expect(view.onYoutube).toBeInViewport();
  const top = async (name: RegExp) => (await page.getByRole('button', { name }).boundingBox())?.y ?? 0;
  expect(await top(/YouTube Music/)).toBeLessThan(await top(/Spotify/));
  expect(await view.onYoutube.evaluate(button => getComputedStyle(button).outlineWidth)).toBe('3px');
  expect(posts).toEqual([]);
  await page.goto(`${url}/in-app?go=youtubeMusic&c=bio`);
  await expect(page, 'the notice is for inside').toHaveURL(`${url}?go=youtubeMusic&c=bio`);
});

for (const name of ['Safari, iOS 18', 'Chrome, iOS', 'Firefox, iOS', 'Chrome, Android', 'Samsung Internet']) {
  test.describe(name, () => {
    test.use({ userAgent: OTHER_USER_AGENTS[name] ?? '' });
    test('sees none of it', async ({ page, stage }) => {
      const { url } = await campaignOf(stage);
      const view = new InAppView(page);
      await page.goto(url);
      await page.waitForLoadState('networkidle');
      await expect(view.line).toBeHidden();
      await expect(view.sheet).toHaveCount(0);
      await view.onYoutube.click();
      await expect(page.getByRole('button', { name: /agree/i })).toBeVisible();
    });
  });
}

test('an ordinary browser loads nothing for it', async ({ browser, stage }) => {
  const { url } = await campaignOf(stage);
  const loaded = async (userAgent: string) => {
    const context = await browser.newContext({ userAgent });
    const page = await context.newPage();
    const files = new Set<string>();
    page.on('request', request => {
      if (['script', 'stylesheet'].includes(request.resourceType())) files.add(new URL(request.url()).pathname);
    });
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    await context.close();
    return files;
  };
  const ordinary = await loaded(OTHER_USER_AGENTS['Chrome, Android'] ?? '');
  const inside = await loaded(userAgentOf('instagram', 'android'));
  expect([...ordinary].filter(file => !inside.has(file))).toEqual([]);
  const more = [...inside].filter(file => !ordinary.has(file));
  expect(more.some(file => file.endsWith('.js'))).toBe(true);
  expect(more.some(file => file.endsWith('.css'))).toBe(true);
});

test.describe('inside Instagram', () => {
  test.use({ userAgent: userAgentOf('instagram', 'ios'), contextOptions: { reducedMotion: 'reduce' } });

  test('whoever is outside within two seconds finds the page as it was', async ({ page, stage }) => {
    const view = new InAppView(page);
    await view.open((await campaignOf(stage)).url);
    await view.onYoutube.click();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.clock.runFor(10_000);
    await expect(view.sheet).toBeHidden();
  });

  test('a service that works there is not led out', async ({ page, stage }) => {
    await page.goto((await campaignOf(stage)).url);
    await new CampaignView(page).presaveOnSpotify.click();
    await expect(page.getByRole('button', { name: /agree/i })).toBeVisible();
  });

  test('the line leads out and shows how, without a tap on a service', async ({ page, stage }) => {
    const { url } = await campaignOf(stage);
    const view = new InAppView(page);
    await view.open(url);
    await expect(view.line).toContainText('You are in Instagram’s own browser.');
    for (const target of [view.wayOut, view.showHow])
      expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
    await view.showHow.click();
    await expect(view.sheet).toHaveAccessibleName('Open this in your own browser');
    await expect(view.sheet).toContainText('Spotify and Deezer work in here too');
    await page.keyboard.press('Escape');
    await expect(view.sheet).toBeHidden();
    await expect(view.showHow).toBeFocused();
    await view.wayOut.click();
    expect(await view.asked()).toEqual([wayOutHref('instagram', url)]);
    await page.clock.runFor(2_000);
    await expect(view.sheet).toBeVisible();
  });

  test('where an app forbids copying, the address stands there to be held', async ({ page, stage }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    const { url } = await campaignOf(stage);
    const view = new InAppView(page);
    await view.open(url);
    await view.showHow.click();
    await view.copy.click();
    await expect(view.copied).toHaveText('Not allowed here: press and hold the address.');
    const field = view.sheet.getByRole('textbox', { name: 'The link' });
    await expect(field).toHaveValue(url);
    await expect(field).toBeFocused();
  });

  test('the sheet outlives the release moment, and goes with a tap beside it', async ({ page, stage }) => {
    const view = new InAppView(page);
    await view.open((await campaignOf(stage)).url);
    await view.showHow.click();
    await expect(view.sheet).toBeVisible();
    await page.locator('.before').evaluate(block => block.style.setProperty('display', 'none'));
    await expect(view.sheet).toBeVisible();
    await page.mouse.click(195, 10);
    await expect(view.sheet).toBeHidden();
  });

  test('the reminder is offered instead, open and in sight', async ({ page, stage }) => {
    const view = new InAppView(page);
    await view.open((await campaignOf(stage)).url);
    await view.showHow.click();
    await view.sheet.getByRole('link', { name: /Have your calendar remind you of Glass Harbour/ }).click();
    await expect(view.sheet).toBeHidden();
    await expect(page.getByRole('button', { name: /Google Calendar/ })).toBeInViewport();
  });

  test('nothing shifts, and the sheet fits a small phone', async ({ page, stage }) => {
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver(list => {
        for (const entry of list.getEntries())
          (window as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setViewportSize({ width: 320, height: 568 });
    const view = new InAppView(page);
    await view.open((await campaignOf(stage)).url);
    await expect(view.line).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.001);
    await view.showHow.click();
    await expect(view.sheet).toBeInViewport();
    expect(await view.sheet.evaluate(sheet => sheet.scrollWidth <= sheet.clientWidth)).toBe(true);
    await view.stay.scrollIntoViewIfNeeded();
    await expect(view.stay).toBeInViewport();
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    test('the tap ends at a notice and not at Google’s wall', async ({ page, stage }) => {
      const { url } = await campaignOf(stage);
      await page.goto(url);
      await page.getByRole('button', { name: /Pre-save on YouTube Music/ }).click();
      await expect(page).toHaveURL(`${url}/in-app?go=youtubeMusic`);
      await expect(new CampaignView(page).notice).toContainText('Open in browser');
      await expect(page.getByRole('button', { name: /Google Calendar/ })).toBeVisible();
    });
  });
});

for (const app of ['x', 'linkedin']) {
  test.describe(`${app}, whose sheet never arrives`, () => {
    test.use({ userAgent: userAgentOf(app, 'ios') });
    test('falls back on the notice, at the campaign’s own address', async ({ page, stage }) => {
      await page.route('**/_next/static/**/*.js', route => route.abort());
      const { url } = await campaignOf(stage);
      const view = new InAppView(page);
      await view.open(url);
      await view.onYoutube.click();
      await page.clock.runFor(2_000);
      await expect(new CampaignView(page).notice).toContainText('This needs your own browser.');
      await expect(page).toHaveURL(`${url}?go=youtubeMusic`);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({
      colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
      userAgent: userAgentOf('tiktok', 'ios'),
    });
    test('axe finds nothing on the sheet, the line and the notice', async ({ page, stage }) => {
      const { url } = await stage.campaign({
        services: SERVICES,
        title: 'كيفك إنت',
        artist: 'فيروز',
        cover: 'neon.jpg',
      });
      const view = new InAppView(page);
      const look = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
      };
      await page.goto(`${url}/in-app`);
      await look();
      await page.goto(url);
      await page.waitForLoadState('networkidle');
      await look();
      await view.showHow.click();
      await expect(view.sheet).toBeVisible();
      await look();
    });
  });
}
