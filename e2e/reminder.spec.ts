import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { CampaignView } from './pages/campaign';
import { RemindView } from './pages/remind';
import { expect, test, type MadeCampaign, type Stage } from './stage';

type Entry = { starts: number; uid: string; revision: number; status: string; summary: string; url: string };

/** The one entry of a calendar, read by a parser that is not ours. */
function entryIn(text: string): Entry {
  const event = new ICAL.Component(ICAL.parse(text) as never[]).getFirstSubcomponent('vevent');
  if (!event) throw new Error('no entry');
  const say = (name: string) => event.getFirstPropertyValue(name)?.toString() ?? '';
  return {
    starts: Date.parse(say('dtstart')),
    uid: say('uid'),
    revision: Number(say('sequence')),
    status: say('status'),
    summary: say('summary'),
    url: say('url'),
  };
}

async function takeFile(page: Page): Promise<Entry> {
  const downloading = page.waitForEvent('download');
  await new RemindView(page).file.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^e2e-\w+\.ics$/);
  return entryIn(await readFile(await download.path(), 'utf8'));
}

const taken = async ({ database: { client } }: Stage, { slug }: MadeCampaign): Promise<number> => {
  const [row] = await client<{ n: number }[]>`
    select coalesce(sum(n), 0)::int as n from reminders r join campaigns c on c.id = r.campaign_id where c.slug = ${slug}`;
  return row?.n ?? 0;
};

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

// Midnight of 2027-05-14 in the zone whose midnight counts: the United States turn with New York.
const MOMENTS = [
  ['Europe/Berlin', '2027-05-13T22:00:00Z', 'Friday,? 14 May 2027'],
  ['America/Los_Angeles', '2027-05-14T04:00:00Z', 'Thursday,? 13 May 2027.*21:00'],
  ['Asia/Kathmandu', '2027-05-13T18:15:00Z', 'Friday,? 14 May 2027'],
] as const;

for (const [timezoneId, moment, words] of MOMENTS) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId });
    test('the file holds the fan’s own moment, and the page says which', async ({ page, stage, context }) => {
      const title = 'Один, two; كيفك \\ 👨‍👩‍👧‍👦 <b>three</b> '.repeat(3).trim();
      const campaign = await stage.campaign({ date: '2027-05-14', title });
      await new CampaignView(page).open(campaign.url);
      const remind = new RemindView(page);
      await remind.button.click();
      await expect(remind.moment).toHaveText(new RegExp(`${words}.*your time`));
      const entry = await takeFile(page);
      expect(new Date(entry.starts).toISOString()).toBe(moment.replace('Z', '.000Z'));
      expect([entry.status, entry.url]).toEqual(['CONFIRMED', campaign.url]);
      expect(entry.summary.replaceAll(/[\u2068\u2069]/g, '')).toBe(`${title} by Mira Solenne is out`);
      await expect.poll(() => taken(stage, campaign)).toBe(1);
      expect(await context.cookies()).toEqual([]);
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the entry is for when it is out everywhere, as the page says', async ({ page, stage }) => {
    const campaign = await stage.campaign({ date: '2027-05-14' });
    await new CampaignView(page).open(campaign.url);
    const remind = new RemindView(page);
    await remind.button.click();
    await expect(remind.moment).toHaveText('Friday, 14 May 2027 at 11:00 UTC, when it is out everywhere');
    expect(new Date((await takeFile(page)).starts).toISOString()).toBe('2027-05-14T11:00:00.000Z');
    await expect.poll(() => taken(stage, campaign)).toBe(1);
  });
});

test('Google and the subscription get the same moment, by the fan’s own way', async ({ page, stage }) => {
  const campaign = await stage.campaign({ date: '2027-05-14' });
  const remind = new RemindView(page);
  await page.route('https://calendar.google.com/**', route => route.fulfill({ status: 200, body: 'Google' }));
  await new CampaignView(page).open(campaign.url);
  await remind.button.click();
  await remind.google.click();
  await page.waitForURL('https://calendar.google.com/**');
  const google = new URL(page.url()).searchParams;
  expect(google.get('dates')).toBe('20270513T181500Z/20270513T183000Z');
  expect(google.get('ctz'), 'as this browser spells it').toMatch(/^Asia\/Kath?mandu$/);

  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const address = `${stage.appUrl}/api/reminder/${campaign.slug}?${query}`;
    return fetch(address, { headers: { 'user-agent': IPHONE, ...headers }, redirect: 'manual' });
  };
  const subscribe = await ask('way=subscribe&zone=Asia/Kathmandu');
  expect(subscribe.headers.get('location')).toBe(
    `${stage.appUrl.replace('http', 'webcal')}/api/reminder/${campaign.slug}/calendar.ics?zone=Asia%2FKathmandu`,
  );
  expect(subscribe.headers.get('cache-control')).toBe('private, no-store');
  expect(subscribe.headers.getSetCookie()).toEqual([]);
  await expect.poll(() => taken(stage, campaign)).toBe(2);
  // Neither a link preview nor a zone that is none leads anywhere else or counts for more.
  await ask('way=google', { 'user-agent': 'facebookexternalhit/1.1' });
  const odd = await ask('way=google&zone=https://evil.example');
  expect(odd.headers.get('location')).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/render\?/);
  expect(odd.headers.get('location')).not.toContain('evil');
  await expect.poll(() => taken(stage, campaign)).toBe(3);
  for (const query of ['way=elsewhere', '', 'way=file&way=https://evil.example'])
    expect([200, 404]).toContain((await ask(query)).status);
});

test('a subscribed entry moves with the campaign, and is taken back when it ends', async ({ stage }) => {
  const { moveRelease } = await import('../lib/campaigns/move');
  const { endCampaign } = await import('../lib/campaigns/publish');
  const campaign = await stage.campaign({ date: '2027-05-14' });
  const feed = `${stage.appUrl}/api/reminder/${campaign.slug}/calendar.ics?zone=America/Los_Angeles`;
  const read = async () => {
    const answer = await fetch(feed);
    expect(answer.headers.get('content-type')).toMatch(/^text\/calendar; charset=utf-8/);
    return { entry: entryIn(await answer.text()), etag: answer.headers.get('etag') ?? '' };
  };
  const before = await read();
  expect((await fetch(feed, { headers: { 'if-none-match': before.etag } })).status).toBe(304);
  await moveRelease(stage.database.db, campaign.slug, { mode: 'local-midnight', date: '2027-06-18' });
  const after = await read();
  expect(new Date(after.entry.starts).toISOString()).toBe('2027-06-18T04:00:00.000Z');
  expect(after.entry.uid).toBe(before.entry.uid);
  expect(after.entry.revision).toBe(before.entry.revision + 1);
  expect(after.etag).not.toBe(before.etag);
  await endCampaign(stage.database.db, campaign.slug);
  expect((await read()).entry).toMatchObject({ uid: before.entry.uid, status: 'CANCELLED' });
  expect(await taken(stage, campaign), 'a look at the calendar is no reminder').toBe(0);
});

test('a draft has no reminder, and after the release the button is gone', async ({ page, stage }) => {
  const draft = await stage.campaign({ draft: true });
  for (const path of ['?way=file', '/calendar.ics'])
    expect((await fetch(`${stage.appUrl}/api/reminder/${draft.slug}${path}`)).status).toBe(404);
  const campaign = await stage.campaign({ outIn: -60 });
  await new CampaignView(page).open(campaign.url);
  await expect(new RemindView(page).button).toHaveCount(0);
  const late = await fetch(`${stage.appUrl}/api/reminder/${campaign.slug}?way=google`, { redirect: 'manual' });
  expect([late.status, late.headers.get('location')]).toEqual([303, campaign.url]);
  const entry = entryIn(await (await fetch(`${stage.appUrl}/api/reminder/${campaign.slug}/calendar.ics`)).text());
  expect(entry.status).toBe('CONFIRMED');
});

test('whoever was refused is offered the reminder, open and within a thumb’s reach', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  const remind = new RemindView(page);
  for (const notice of ['declined', 'not-listed/spotify', 'try-later']) {
    await page.goto(`${campaign.url}/${notice}`);
    await page.getByRole('link', { name: 'Have your calendar remind you' }).click();
    await expect(remind.file).toBeInViewport();
    for (const way of [remind.button, remind.file, remind.google, remind.subscribe])
      expect((await way.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
  }
  await page.goto(`${campaign.url}/replayed`);
  await expect(remind.file).toBeHidden();
  await remind.button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(remind.file).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on the open reminder', async ({ page, stage }) => {
      const { AxeBuilder } = await import('@axe-core/playwright');
      const saved = await stage.campaign({ title: 'كيفك إنت' });
      const linked = await stage.campaign({ cover: 'neon.jpg', services: { amazonMusic: {}, boomplay: {} } });
      for (const { url } of [saved, linked]) {
        await page.goto(url);
        await new RemindView(page).button.click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
      }
    });
  });
}
