import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { answered, dateComingOut, fill, reached } from './day';
import { HttpFan } from './fan';
import { consent } from './sandbox/client';
import { expect, test, unique, type Stage } from './stage';

const address = (name: string) => `${name}-${unique()}@label.example`;

async function artist(page: Page, stage: Stage): Promise<{ email: string; workspace: string }> {
  const email = address('mira');
  await signIn(page, stage, email);
  return { email, workspace: await workspaceOf(stage, email) };
}

async function presave(stage: Stage, slug: string): Promise<void> {
  const fan = `fan-${unique()}`;
  const walk = await new HttpFan(stage.appUrl, url => consent(url, { fan, decision: 'agree' })).presave(slug);
  expect(walk.kind).toBe('pass');
}

/** A release that comes out as we look: some have it, one market does not, and most of the day is still ahead. */
async function comingOut(stage: Stage, workspace: string, title?: string): Promise<string> {
  const { slug } = await stage.campaign({ workspace, date: dateComingOut(), ...(title && { title }) });
  await fill(stage, slug, [
    reached('saved', 'NZ', 9),
    reached('saved', 'KI', 4),
    reached('held', 'WS', 7),
    reached('reconnect', 'TO', 2),
    reached('held', 'AS', 30),
    reached('saved', 'NZ', 3, 'deezer'),
  ]);
  await answered(stage, slug, { market: 'WS', answer: 'not_found' });
  return slug;
}

const dayOf = (stage: Stage, slug: string) => `${stage.appUrl}/dashboard/c/${slug}/day`;

async function violations(page: Page, name: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true);
  return found.violations.map(v => `${name}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`);
}

test('an artist who watches sees the release begin, run and be done without touching anything', async ({
  page,
  stage,
}) => {
  test.setTimeout(120_000);
  const { workspace } = await artist(page, stage);
  // long enough for two fans and a look at what will happen, also where browsers are slow
  const campaign = await stage.campaign({ workspace, outIn: 20, cover: null });
  await presave(stage, campaign.slug);
  await presave(stage, campaign.slug);
  await page.goto(dayOf(stage, campaign.slug));
  const services = page.getByRole('region', { name: 'By service' });
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText('nobody has to be awake');
  await expect(services).toContainText('2 waiting');
  await expect(page.getByText('Pre-save', { exact: true })).toBeVisible();
  let loads = 0;
  page.on('load', () => (loads += 1));

  await expect(page.getByRole('region', { name: 'Right now' }), 'it follows').toBeVisible({ timeout: 45_000 });
  await expect
    .poll(
      async () => {
        await stage.cron();
        return services.textContent();
      },
      { timeout: 40_000 },
    )
    .toContain('2 of 2 saved');
  await expect(page.getByRole('region', { name: 'It is done' })).toContainText('Everything that was due is settled');
  await expect(page.getByRole('region', { name: 'The books' })).toContainText(/in a library2unexplained0/);
  await expect(page.getByText('Pre-save', { exact: true }), 'the head has come along').toHaveCount(0);
  await expect(services.getByRole('progressbar', { name: 'Spotify' })).toHaveAttribute('aria-valuenow', '2');
  expect(loads, 'and the page is the one that was opened').toBe(0);
});

test('what is out where, what waits and why, who must reconnect: all on one screen', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const slug = await comingOut(stage, workspace);
  await page.goto(dayOf(stage, slug));
  const world = page.getByRole('region', { name: 'Around the world' });
  await expect(world).toContainText(/The day has begun in \d+ of \d+ countries\./);
  await expect(world).toContainText(/Next midnight: .*, at .* \(in /);
  await world.getByText('All midnights').click();
  await expect(world.getByRole('row', { name: /New Zealand/ })).toContainText('12');
  const services = page.getByRole('region', { name: 'By service' });
  await expect(services).toContainText('13 of 52 saved');
  await expect(services).toContainText('2 must reconnect');
  await expect(services).toContainText('Not open yet in Samoa (7 fans): Spotify does not have it yet; asked again at');
  await expect(page.getByRole('region', { name: 'What holds it up' })).toContainText(
    '2 fans on Spotify must give permission again',
  );
  await expect(page.getByRole('region', { name: 'The books' })).toContainText(/55 pre-saves.*unexplained0/);
});

test('a link that nobody gave is found by the code, is on the page, and shows what speaks for it', async ({
  page,
  stage,
}) => {
  const { workspace } = await artist(page, stage);
  const campaign = await stage.campaign({ workspace, outIn: -60, cover: null });
  const sql = stage.database.client;
  const upc = String(Date.now()).slice(-12);
  await sql`update campaigns set upc = ${upc} where slug = ${campaign.slug}`;
  await sql`update campaign_services set url = null, uri = null
    where dsp = 'spotify' and campaign_id = (select id from campaigns where slug = ${campaign.slug})`;
  const release = { id: campaign.albumId, type: 'album', artist: 'Mira Solenne', upc } as const;
  await stage.sandbox.createRelease({ ...release, name: 'Glass Harbour (Deluxe)', availableAt: campaign.releaseAt });
  await page.goto(dayOf(stage, campaign.slug));
  const found = page.getByRole('region', { name: 'Found by itself' });
  await expect
    .poll(
      async () => {
        await stage.cron();
        await page.reload();
        return found.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await expect(found).toContainText('Mira Solenne – Glass Harbour (Deluxe)');
  await expect(found).toContainText(/First there in New Zealand, .*\d\d:\d\d\./);
  await expect(found.getByRole('link')).toHaveAttribute('href', `https://open.spotify.com/album/${campaign.albumId}`);
  expect(await violations(page, 'found')).toEqual([]);
});

test('a service that is not asked any more is put before the artist, with the ways out', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const slug = await comingOut(stage, workspace);
  await stage.database.client`update market_openings set next_probe_at = 'infinity' where market = 'WS'
    and campaign_id = (select id from campaigns where slug = ${slug})`;
  await page.goto(dayOf(stage, slug));
  const hand = page.getByRole('region', { name: 'This needs a hand' });
  await expect(hand).toContainText(
    'Spotify did not have the release in 14 days and is not asked any more. 7 fans wait',
  );
  await expect(hand.getByRole('link', { name: 'Move the date' })).toBeVisible();
  await hand.getByRole('button', { name: 'Give a link' }).click();
  await expect(page.getByRole('dialog').getByLabel('Service')).toHaveValue('spotify');
  expect(await violations(page, 'a hand')).toEqual([]);
});

const MATCH = {
  artist: 'Night Drivers',
  title: 'Glass Harbour (Karaoke)',
  uri: `spotify:album:${'5'.repeat(22)}`,
  url: `https://open.spotify.com/album/${'5'.repeat(22)}`,
};

/** A release without a link, for which a code has led to something under another name. */
async function inDoubt(stage: Stage, workspace: string): Promise<string> {
  const { slug } = await stage.campaign({ workspace, outIn: -60, cover: null });
  const sql = stage.database.client;
  await sql`update campaigns set upc = '602445868162' where slug = ${slug}`;
  await sql`update campaign_services set url = null, uri = null
    where dsp = 'spotify' and campaign_id = (select id from campaigns where slug = ${slug})`;
  await answered(stage, slug, { market: 'DE', answer: 'other_release', candidate: MATCH });
  return slug;
}

test('a match under another name is confirmed with one tap, refused with another, or answered with a link', async ({
  page,
  stage,
}) => {
  const { workspace } = await artist(page, stage);
  const doubt = page.getByRole('region', { name: 'Is this your release?' });
  const linkOf = async (slug: string) => {
    const [row] = await stage.database.client`
      select url from campaign_services s join campaigns c on c.id = s.campaign_id where c.slug = ${slug} and dsp = 'spotify'`;
    return row?.['url'] as string | null;
  };
  const confirmed = await inDoubt(stage, workspace);
  await page.goto(dayOf(stage, confirmed));
  await expect(doubt).toContainText('Mira Solenne – Glass Harbour');
  await expect(doubt).toContainText('Night Drivers – Glass Harbour (Karaoke)');
  await expect(doubt.getByRole('link', { name: 'Look at it on Spotify' })).toHaveAttribute('href', MATCH.url);
  expect(await violations(page, 'a match')).toEqual([]);
  await doubt.getByRole('button', { name: 'Yes, save this one' }).click();
  await expect(page.getByText('Spotify is linked.')).toBeVisible();
  await expect(doubt).toHaveCount(0);
  expect(await linkOf(confirmed)).toBe(MATCH.url);

  const refused = await inDoubt(stage, workspace);
  await page.goto(dayOf(stage, refused));
  await doubt.getByRole('button', { name: 'No, it is another' }).click();
  await expect(page.getByText('Noted: that is another release.')).toBeVisible();
  await expect(doubt).toHaveCount(0);
  expect(await linkOf(refused)).toBeNull();
  await page.getByRole('button', { name: 'Give a link' }).click();
  const link = page.getByLabel('Link of the release');
  await link.fill('https://www.deezer.com/album/1');
  await page.getByRole('button', { name: 'Link it' }).click();
  await expect(link, 'the reason stands beside the field').toHaveAccessibleDescription(/\w/);
  await expect(link).toHaveValue('https://www.deezer.com/album/1');
  expect(await violations(page, 'a link that is refused')).toEqual([]);
  await link.fill(`https://open.spotify.com/album/${'6'.repeat(22)}?si=1`);
  await page.getByRole('button', { name: 'Link it' }).click();
  await expect(page.getByText('Spotify is linked.')).toBeVisible();
  expect(await linkOf(refused)).toBe(`https://open.spotify.com/album/${'6'.repeat(22)}`);
});

test('a date is moved after everything that moves was shown', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const { slug } = await stage.campaign({ workspace, date: '2031-03-07', cover: null });
  await fill(stage, slug, [reached('held', 'DE', 12), reached('held', 'US', 5), reached('saved', 'NZ', 2)]);
  await page.goto(dayOf(stage, slug));
  await page.getByRole('link', { name: 'Move the date' }).click();
  await expect(page.getByText('It comes out Friday, 7 March 2031.')).toBeVisible();
  const show = page.getByRole('button', { name: 'Show what moves' });
  await show.click();
  await expect(page.getByText('That is the date as it is now.')).toBeVisible();
  await page.getByLabel('Date', { exact: true }).fill('2031-03-14');
  await show.click();
  const plan = page.getByRole('region', { name: 'To Friday, 14 March 2031' });
  await expect(plan).toContainText('17 waiting pre-saves move along. No fan has to do anything.');
  await expect(plan).toContainText('2 fans have it in the library already.');
  await expect(plan.getByRole('row', { name: /Germany/ })).toContainText(
    /7 March 2031 at 04:45.*14 March 2031 at 04:45/,
  );
  expect(await violations(page, 'what moves')).toEqual([]);
  await page.goBack();
  await expect(plan, 'looking moves nothing').toHaveCount(0);
  await page.goForward();
  await page.getByRole('button', { name: 'Move it to Friday, 14 March 2031' }).click();
  await expect(page.getByText('It comes out Friday, 14 March 2031 now. 17 pre-saves moved along.')).toBeVisible();
  await expect(page.getByText('It comes out Friday, 14 March 2031.', { exact: true })).toBeVisible();
  await page.goto(`${stage.appUrl}/dashboard/settings/log`);
  await expect(page.getByText('from Friday, 7 March 2031 to Friday, 14 March 2031')).toBeVisible();
});

test('of two who move a date at once one is told what the other did, and nobody is lost without a connection', async ({
  page,
  stage,
  context,
}) => {
  const { email, workspace } = await artist(page, stage);
  const { slug } = await stage.campaign({ workspace, date: '2031-03-07', cover: null });
  await page.goto(`${dayOf(stage, slug)}/move?date=2031-03-14`);
  const move = page.getByRole('button', { name: 'Move it to Friday, 14 March 2031' });
  await context.setOffline(true);
  await move.click();
  await expect(page.getByText('That did not reach us, so nothing was changed.')).toBeVisible();
  await context.setOffline(false);
  const sql = stage.database.client;
  await sql`update campaigns set release_date = '2031-03-21' where slug = ${slug}`;
  await move.click();
  await expect(page.getByText('Somebody has moved it meanwhile: it comes out Friday, 21 March 2031.')).toBeVisible();
  expect((await sql`select release_date::text as d from campaigns where slug = ${slug}`)[0]?.['d']).toBe('2031-03-21');

  await page.reload();
  await sql`delete from sessions where user_id = (select id from users where email = ${email})`;
  await move.click();
  await expect(page.getByText('You are signed out, so nothing was changed.')).toBeVisible();
  const tab = await context.newPage();
  await signIn(tab, stage, email);
  await sql`update campaigns set workspace_id = null where slug = ${slug}`;
  await move.click();
  await expect(page.getByText('This campaign is not here any more')).toBeVisible();
});

test('on a slow network a date moves once, however often it is tapped', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const { slug } = await stage.campaign({ workspace, date: '2031-03-07', cover: null });
  await page.goto(`${dayOf(stage, slug)}/move?date=2031-03-14`);
  let sent = 0;
  let go: () => void = () => undefined;
  const held = new Promise<void>(resolve => (go = resolve));
  await page.route('**/day/move?**', async route => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Move it to Friday, 14 March 2031' }).click();
  const busy = page.getByRole('button', { name: 'Moving …' });
  await expect(busy).toHaveAttribute('aria-disabled', 'true');
  await busy.click({ force: true });
  await busy.press('Enter');
  go();
  await expect(page.getByText('It comes out Friday, 14 March 2031 now.')).toBeVisible();
  expect(sent).toBe(1);
});

test('the ledger comes as a table that a spreadsheet only reads, with nobody in it', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const campaign = await stage.campaign({ workspace, outIn: -60, cover: null });
  await fill(stage, campaign.slug, [reached('saved', 'DE', 3)]);
  await page.goto(dayOf(stage, campaign.slug));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download every step as a table (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`ledger-${campaign.slug}.csv`);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n')).toHaveLength(1 + 9 + 1);
  expect(text).not.toMatch(/(^|[,\n"])[=+\-@]/);
});

test('two who answer the same match get on: the second is told what the first has said', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const slug = await inDoubt(stage, workspace);
  await page.goto(dayOf(stage, slug));
  const doubt = page.getByRole('region', { name: 'Is this your release?' });
  const no = doubt.getByRole('button', { name: 'No, it is another' });
  await expect(no).toBeVisible();
  // the page keeps what it shows, as with a slow network, while somebody else confirms
  await page.route('**/day/now', route => route.abort());
  await stage.database.client`update campaign_services set url = ${MATCH.url}, uri = ${MATCH.uri}
    where dsp = 'spotify' and campaign_id = (select id from campaigns where slug = ${slug})`;
  await no.click();
  await expect(page.getByText('Somebody has confirmed it meanwhile')).toBeVisible();
});

test('a viewer sees the match and the day, and has nothing to press', async ({ page, stage }) => {
  const { email, workspace } = await artist(page, stage);
  const slug = await inDoubt(stage, workspace);
  await page.goto(dayOf(stage, slug));
  const yes = page.getByRole('button', { name: 'Yes, save this one' });
  await expect(yes).toBeVisible();
  await stage.database.client`
    with made as (insert into users (email) values (${address('kai')}) returning id)
    insert into members (workspace_id, user_id, role) select ${workspace}, id, 'owner' from made`;
  await stage.database.client`update members set role = 'viewer'
    where user_id = (select id from users where email = ${email})`;
  await yes.click();
  await expect(page.getByText('You can look at this workspace, but not change it.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('An editor or an owner of this workspace says whether that is it.')).toBeVisible();
  await expect(yes).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Give a link' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Move the date' })).toHaveCount(0);
  await page.goto(`${dayOf(stage, slug)}/move?date=2031-03-14&time=18:00`);
  await expect(page.getByText('An editor or an owner of this workspace can move it.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Move it|^Show what moves/ })).toHaveCount(0);
});

test('a connection that drops, a session that ends and a campaign that is gone are each said in words', async ({
  page,
  stage,
  context,
}) => {
  const { email, workspace } = await artist(page, stage);
  const slug = await comingOut(stage, workspace);
  await page.goto(dayOf(stage, slug));
  const services = page.getByRole('region', { name: 'By service' });
  await expect(services).toContainText('13 of 52 saved');
  await context.setOffline(true);
  await expect(page.getByText('Upbeat cannot be reached just now.')).toBeVisible();
  await expect(services, 'the figures stay').toContainText('13 of 52 saved');
  await context.setOffline(false);
  await expect(page.getByText('Upbeat cannot be reached just now.')).toHaveCount(0);

  await stage.database.client`delete from sessions where user_id = (select id from users where email = ${email})`;
  await expect(page.getByText('You are signed out, so the figures stand still')).toBeVisible({ timeout: 20_000 });
  await expect(services).toContainText('13 of 52 saved');

  await signIn(page, stage, email, new URL(dayOf(stage, slug)).pathname);
  await expect(services).toContainText('13 of 52 saved');
  await stage.database.client`update campaigns set workspace_id = null where slug = ${slug}`;
  await expect(page.getByText('This campaign is not in this workspace any more')).toBeVisible({ timeout: 20_000 });
});

test('nothing jumps while the figures come in, and every target is thumb-sized', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  const slug = await comingOut(stage, workspace);
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of ['', '/move?date=2031-03-14']) {
    const looked = path === '' ? page.waitForResponse(/\/day\/now$/) : null;
    await page.goto(dayOf(stage, slug) + path);
    await looked;
    for (const target of await page
      .locator('#screen')
      .locator('button:visible, a:visible, input:visible, summary:visible')
      .all())
      expect((await target.boundingBox())?.height ?? 0, await target.innerText()).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    for (const [when, wish] of [
      ['before the day', {}],
      ['of a draft', { draft: true }],
      ['after it', { outIn: -60, title: 'كيفك إنت' }],
    ] as const)
      test(`axe finds nothing ${when}`, async ({ page, stage }) => {
        const { workspace } = await artist(page, stage);
        await page.goto(dayOf(stage, (await stage.campaign({ workspace, cover: null, ...wish })).slug));
        await expect(page.getByRole('region', { name: 'By service' })).toBeVisible();
        expect(await violations(page, when)).toEqual([]);
      });

    test('axe finds nothing while it runs', async ({ page, stage }) => {
      const { workspace } = await artist(page, stage);
      await page.goto(dayOf(stage, await comingOut(stage, workspace, 'Wunderbar '.repeat(20).trim())));
      expect(await violations(page, 'during')).toEqual([]);
      await page.getByText('All midnights').click();
      expect(await violations(page, 'all midnights')).toEqual([]);
    });
  });
}

test('stands at a desk as well @desktop', async ({ page, stage }) => {
  const { workspace } = await artist(page, stage);
  await page.goto(dayOf(stage, await comingOut(stage, workspace)));
  await expect(page.getByRole('navigation', { name: 'Campaign' }).locator('[aria-current="page"]')).toHaveText(
    'Release day',
  );
  await expect(page.getByRole('region', { name: 'By service' })).toContainText('13 of 52 saved');
  expect(await violations(page, 'at a desk')).toEqual([]);
});
