import { readBreakdown } from '../lib/analytics/reports/breakdown';
import { readSummary } from '../lib/analytics/reports/summary';
import { expect, test, type Stage } from './stage';

const GOOGLEBOT =
  'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

async function campaignOn(stage: Stage, outIn: number) {
  const campaign = await stage.campaign({ outIn });
  const [row] = await stage.database.client<{ id: string }[]>`select id from campaigns where slug = ${campaign.slug}`;
  const id = row?.id ?? '';
  return { ...campaign, id, counted: () => readSummary(id, stage.database.db) };
}

test('a view and a tap arrive, and no cookie is set', async ({ page, context, stage }) => {
  const campaign = await campaignOn(stage, -3_600);
  const blocked: string[] = [];
  page.on('console', message => message.type() === 'error' && blocked.push(message.text()));
  await context.route(/music\.apple\.com/, route => route.fulfill({ body: 'Apple Music' }));
  await page.goto(`${campaign.url}?c=tiktok`);
  await page.getByRole('link', { name: /Apple Music/ }).click();
  await expect(page).toHaveURL(/music\.apple\.com/);
  await expect.poll(campaign.counted).toMatchObject({ views: 1, visitors: 1, taps: 1, presaves: 0 });
  const by = (dimension: 'channel' | 'country' | 'device' | 'dsp') =>
    readBreakdown(campaign.id, { by: dimension }, stage.database.db).then(lines => lines.map(({ value }) => value));
  expect([await by('channel'), await by('country'), await by('device'), await by('dsp')]).toEqual([
    ['tiktok'],
    ['NP'],
    ['phone'],
    ['appleMusic'],
  ]);
  expect(await context.cookies(stage.appUrl)).toEqual([]);
  expect(blocked).toEqual([]);
  await page.goto(campaign.url);
  await expect.poll(campaign.counted).toMatchObject({ views: 2, visitors: 1 });
});

test('an older browser is counted once it has painted, by its own zone', async ({ page, stage }) => {
  const campaign = await campaignOn(stage, 86_400);
  await page.addInitScript('delete globalThis.Temporal');
  await page.goto(campaign.url);
  await expect.poll(campaign.counted).toMatchObject({ views: 1, visitors: 1 });
  const [line] = await readBreakdown(campaign.id, { by: 'country' }, stage.database.db);
  expect(line).toMatchObject({ value: 'NP', views: 1 });
});

test('a fan’s tap on a pre-save is counted with the pre-save it leads to, and a reminder where it is given out', async ({
  page,
  stage,
}) => {
  const campaign = await campaignOn(stage, 86_400);
  await page.goto(`${campaign.url}?c=newsletter`);
  await page.request.get(
    `${stage.appUrl}/api/reminder/${campaign.slug}?way=file&channel=newsletter&zone=Asia/Kathmandu`,
  );
  await page.getByRole('button', { name: /Spotify/ }).click();
  await expect(page).not.toHaveURL(new RegExp(stage.appUrl));
  await expect.poll(campaign.counted).toMatchObject({ views: 1, visitors: 1, taps: 1, reminders: 1 });
  const [line] = await readBreakdown(campaign.id, { by: 'channel' }, stage.database.db);
  expect(line).toMatchObject({ value: 'newsletter', views: 1, taps: 1, reminders: 1 });
});

test('a crawler that runs scripts is no visitor', async ({ browser, page, stage }) => {
  const campaign = await campaignOn(stage, 86_400);
  const crawler = await browser.newContext({ userAgent: GOOGLEBOT });
  const crawled = await crawler.newPage();
  const [told] = await Promise.all([crawled.waitForResponse(/\/api\/events$/), crawled.goto(campaign.url)]);
  expect(told.status()).toBe(204);
  await crawler.close();
  await page.goto(campaign.url);
  await expect.poll(campaign.counted).toMatchObject({ views: 1, visitors: 1 });
});

test('the page works where the beacon is blocked', async ({ page, stage }) => {
  const campaign = await campaignOn(stage, -3_600);
  await page.route('**/api/events', route => route.abort());
  await page.route(/music\.apple\.com/, route => route.fulfill({ body: 'Apple Music' }));
  await page.goto(campaign.url);
  await page.getByRole('link', { name: /Apple Music/ }).click();
  await expect(page).toHaveURL(/music\.apple\.com/);
});

test('only the page’s own word is taken, and only so much of it', async ({ stage }) => {
  const campaign = await campaignOn(stage, 86_400);
  const tell = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${stage.appUrl}/api/events`, {
      method: 'POST',
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
        origin: stage.appUrl,
        ...headers,
      },
      body,
    }).then(answer => answer.status);
  const view = JSON.stringify({ slug: campaign.slug, kind: 'view' });
  expect(await tell(view, { origin: 'https://evil.example' })).toBe(403);
  expect(await tell(view, { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await tell(JSON.stringify({ slug: campaign.slug, kind: 'presave' }))).toBe(400);
  expect(await tell(view.padEnd(2_000))).toBe(413);
  expect(await tell(view)).toBe(204);
  await expect.poll(campaign.counted).toMatchObject({ views: 1 });
});

test('a flood of taps from one address is held back, whatever it forges, and 300 fans behind one are not', async ({
  stage,
}) => {
  const campaign = await campaignOn(stage, 86_400);
  const tap = (forwarded: string) =>
    fetch(`${stage.appUrl}/api/presave/spotify`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: stage.appUrl, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': forwarded },
      body: new URLSearchParams({ slug: campaign.slug, zone: '', channel: '' }),
    });
  const inTurn = async (n: number, forwarded: (i: number) => string) => {
    const answers: Response[] = [];
    for (let i = 0; i < n && answers.every(({ status }) => status === 303); i += 50)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, (_, k) => tap(forwarded(i + k))))));
    return answers;
  };
  const honest = await inTurn(300, () => '100.64.7.7');
  expect(honest.filter(({ status }) => status !== 303)).toEqual([]);
  // as long as it takes: a slow machine gives some of the allowance back meanwhile
  const flood = await inTurn(4_000, i => `10.${i % 256}.${i % 99}.6, 198.51.100.9`);
  const refused = flood.filter(({ status }) => status !== 303);
  expect(flood.length).toBeGreaterThan(1_000);
  expect(refused.map(({ status }) => status)).toContain(429);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await tap('100.64.7.7')).status, 'the others are served').toBe(303);
});
