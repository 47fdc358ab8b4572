import type { Response } from '@playwright/test';
import { AppleMusicView } from './pages/apple-music';
import { CampaignView } from './pages/campaign';
import { appleSandbox } from './sandbox/apple-music/client';
import type { AppleReleaseInput } from './sandbox/apple-music/service';
import { expect, test, unique, type Stage } from './stage';

const KEPT_TOKEN = 'music.upbeatteam.media-user-token';

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
  await expect(page.getByRole('link', { name: /Renew the permission/ })).toHaveAttribute(
    'href',
    `${campaign.url}?go=appleMusic`,
  );
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
    for (const answer of ['Don’t Allow', 'Apple Music is not available']) {
      await (await view.tap()).getByRole('button', { name: answer }).click();
      await expect(view.says).toHaveText(/without a yes, and that is fine/);
    }
    await view.allow(`fan-${unique()}`);
    await page.waitForURL(isHeld);
  });

  test('a window that is closed', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await (await view.tap()).close();
    await expect(view.says).toHaveText(/window closed without a yes/);
    await expect(view.button).not.toHaveAttribute('aria-disabled', 'true');
    // to a later MusicKit a closed window is a no
    await page.evaluate(() => localStorage.setItem('sandbox.build', 'later'));
    await (await view.tap()).close();
    await expect(view.says).toHaveText(/without a yes, and that is fine/);
    await view.allow(`fan-${unique()}`);
    await page.waitForURL(isHeld);
  });

  test('a window that is left open, and answered later', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    const window = await view.tap();
    await expect(view.says).toHaveText(/Nothing has come from Apple’s window so far/, { timeout: 20_000 });
    await view.answer(window, `fan-${unique()}`);
    await page.waitForURL(isHeld);
  });

  test('a yes that Apple’s script cannot finish', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.route(/v1\/me\/storefront/, route => route.abort());
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await view.allow(`fan-${unique()}`);
    await expect(view.says).toHaveText(/Something went wrong in Apple’s window/);
  });

  test('what our server answers', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    const answers = page.waitForRequest(/apple-music$/);
    await page.route(/state\/[^/]+\/apple-music$/, route => route.fulfill({ json: { kind: 'stale' } }));
    await view.allow(`fan-${unique()}`);
    await expect(view.says, 'Apple asked just now').toHaveText(/does not open that account’s library/);
    expect((await answers).postDataJSON()).toMatchObject({
      zone: expect.stringMatching(/^Asia\/Kath?mandu$/),
      channel: null,
    });
    await page.unrouteAll();
    for (const [kind, words, reminds] of [
      ['try_later', /could not write it down/, 1],
      ['apple_away', /does not answer just now/, 1],
      ['gone', /not taking pre-saves/, 1],
      ['broken', /Something went wrong/, 0],
    ] as const) {
      await page.route(/state\/[^/]+\/apple-music$/, route => route.fulfill({ status: 503, json: { kind } }));
      await (kind === 'try_later' ? view.allow(`fan-${unique()}`) : view.button.click());
      await expect(view.says).toHaveText(words);
      await expect(view.says.getByRole('link', { name: /calendar remind you/ })).toHaveCount(reminds);
      await page.unrouteAll();
    }
    await page.reload();
  });

  test('an answer that gets lost on the way', async ({ page, stage }) => {
    const { campaign } = await stageRelease(stage);
    await page.goto(campaign.url);
    const view = new AppleMusicView(page);
    await view.ready();
    await page.route(/state\/[^/]+\/apple-music$/, async route => {
      await route.fetch();
      await route.abort();
    });
    await view.allow(`fan-${unique()}`);
    await expect(view.says).toHaveText(/one yes counts once/);
    await page.unrouteAll();
    await view.button.click();
    await page.waitForURL(isHeld);
    const rows = await stage.database.client`
      select 1 from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
    expect(rows).toHaveLength(1);
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
    await page.evaluate(([key, token]) => localStorage.setItem(key, token), [KEPT_TOKEN, stale] as const);
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
    await view.says.getByRole('link', { name: 'Have your calendar remind you' }).click();
    await expect(page.getByRole('button', { name: 'Google Calendar' })).toBeInViewport();
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
    const view = new AppleMusicView(page);
    await view.awake();
    await context.setOffline(true);
    await view.button.click();
    await expect(view.says).toHaveText(/You are offline/);
  });
});

test('a tap that comes before the button is awake is kept for it', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  let bring = () => undefined as void;
  const brought = new Promise<void>(resolve => (bring = resolve));
  const scripts = /_next\/static\/chunks\/.*\.js/;
  await page.route(scripts, async route => {
    await brought;
    await route.continue();
  });
  await page.goto(campaign.url, { waitUntil: 'commit' });
  const view = new AppleMusicView(page);
  await view.button.click();
  await expect(page.locator('form[data-musickit]')).toHaveAttribute('data-early', '');
  bring();
  await expect(view.says).toHaveText('Apple Music is ready now. Tap once more.');
  await view.allow(`fan-${unique()}`);
  await page.waitForURL(isHeld);
});

test('a page that comes back from the browser’s memory is as new', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  await page.goto(campaign.url);
  const view = new AppleMusicView(page);
  await view.ready();
  await (await view.tap()).getByRole('button', { name: /Don’t Allow/ }).click();
  await expect(view.says).not.toBeEmpty();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(view.says).toBeEmpty();
});

test('Apple’s window says who asks, with the icon', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  await page.goto(campaign.url);
  const view = new AppleMusicView(page);
  await view.ready();
  const window = await view.tap();
  await expect(window.getByRole('heading')).toContainText(new URL(stage.appUrl).host);
  await expect.poll(() => window.locator('#icon').evaluate((icon: HTMLImageElement) => icon.naturalWidth)).toBe(180);
});

test('no link can plant somebody else’s token', async ({ page, context, stage }) => {
  const { campaign, apple } = await stageRelease(stage);
  const theirs = await apple.signIn({ fan: `attacker-${unique()}` });
  const planted = `#${Buffer.from(JSON.stringify({ itre: '0', musicUserToken: theirs, cid: 'x'.repeat(90) })).toString('base64')}`;
  expect(planted).toMatch(/^#[a-zA-Z0-9+/]{200,}={0,2}$/);
  await page.goto(campaign.url + planted);
  const view = new AppleMusicView(page);
  await view.ready();
  expect(await page.evaluate(key => localStorage.getItem(key), KEPT_TOKEN)).toBeNull();
  await expect(page).toHaveURL(campaign.url);
  await view.allow(`fan-${unique()}`);
  await page.waitForURL(isHeld);

  // Nor by a window that the attacker opened, and could move to such an address while MusicKit is on its way.
  const evil = await context.newPage();
  await evil.goto(`${stage.sandbox.url}/apple-music/musickit/authorize`);
  const [opened] = await Promise.all([
    evil.waitForEvent('popup'),
    evil.evaluate(url => void Object.assign(globalThis, { held: open(url) }), campaign.url),
  ]);
  await opened.waitForLoadState('domcontentloaded');
  expect(await evil.evaluate(() => (globalThis as unknown as { held: Window }).held.closed), 'no hold on it').toBe(
    true,
  );
});

test('another site cannot send a yes', async ({ stage }) => {
  const { campaign, apple } = await stageRelease(stage);
  const userToken = await apple.signIn({ fan: `fan-${unique()}` });
  const send = (headers: Record<string, string>, zone = '') =>
    fetch(`${stage.appUrl}/api/presave/state/${campaign.slug}/apple-music`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ userToken, zone, channel: null }),
    }).then(answer => answer.status);
  expect(await send({ origin: 'https://evil.example' })).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' })).toBe(403);
  expect(await send({})).toBe(403);
  expect(await send({ origin: stage.appUrl, 'sec-fetch-site': 'same-origin' }, 'x'.repeat(10_000))).toBe(400);
  const rows = () => stage.database.client`
    select 1 from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
  expect(await rows()).toHaveLength(0);
  const own = { origin: stage.appUrl, 'sec-fetch-site': 'same-origin' };
  expect([await send(own), await send(own)]).toEqual([200, 200]);
  expect(await rows(), 'told twice is once').toHaveLength(1);
  const token = await fetch(`${stage.appUrl}/api/musickit/token`, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(token.status).toBe(403);
});

test('only a campaign with Apple’s button loads anything of Apple’s, or may', async ({ page, stage }) => {
  const { campaign } = await stageRelease(stage);
  const trap = '<form method="post" data-musickit="">';
  const other = await stage.campaign({ services: { deezer: {} }, outIn: 3_600, artist: trap, title: trap });
  const errors: string[] = [];
  page.on('console', message => void (message.type() === 'error' && errors.push(message.text())));
  const visit = async (url: string) => {
    const scripts: Promise<string>[] = [];
    const note = (response: Response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.text());
    };
    page.on('response', note);
    const answer = await page.goto(url);
    await page.waitForLoadState('networkidle');
    page.off('response', note);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    const parts = Object.fromEntries(policy.split('; ').map(part => [part.split(' ')[0], part]));
    return { parts, policy, code: (await Promise.all(scripts)).join('\n') };
  };
  const apple = await visit(campaign.url);
  expect(apple.code).toContain('/api/musickit/token');
  for (const part of ['script-src', 'connect-src']) expect(apple.parts[part]).toContain(stage.sandbox.url);
  expect(apple.parts['script-src']).not.toContain('unsafe');
  for (const url of [other.url, `${other.url}/gone`]) {
    const plain = await visit(url);
    expect(plain.policy).not.toContain(stage.sandbox.url);
    for (const word of ['musickit', 'Apple’s window', 'data-early']) expect(plain.code, word).not.toContain(word);
  }
  expect(errors).toEqual([]);
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
