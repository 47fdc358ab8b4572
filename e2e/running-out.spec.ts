import type { Browser, Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { HttpFan, type Walk } from './fan';
import { LISTED_FANS } from './listed-fans';
import { CampaignView, ConsentView } from './pages/campaign';
import { PassView } from './pages/pass';
import { consent } from './sandbox/client';
import { youtubeSandbox } from './sandbox/oauth-service/client';
import { expect, test, unique, type MadeCampaign, type Stage } from './stage';

// On the small operator's instance: five listed fans on Spotify, three likes a day on YouTube Music.

const [ada, bo, cem, dua, eli, fay] = LISTED_FANS as [string, string, string, string, string, string];
const DAY_S = 86_400;

const small = (stage: Stage, { slug }: MadeCampaign) => `${stage.smallAppUrl}/${slug}`;

/** A fan who pre-saves without a browser on show. */
function walk(stage: Stage, { slug }: MadeCampaign, fan: string, dsp = 'spotify'): Promise<Walk> {
  return new HttpFan(stage.smallAppUrl, url => consent(url, { fan, decision: 'agree' })).presave(slug, dsp);
}

async function fill(stage: Stage, campaign: MadeCampaign, fans: readonly string[], dsp = 'spotify'): Promise<void> {
  for (const fan of fans) expect((await walk(stage, campaign, fan, dsp)).kind, fan).toBe('pass');
}

const keptOf = async (stage: Stage, { slug }: MadeCampaign) => {
  const [row] = await stage.database.client<{ n: number }[]>`
    select count(*)::int as n from presaves p join campaigns c on c.id = p.campaign_id where c.slug = ${slug}`;
  return row?.n;
};

const onYoutube = (page: Page) => page.getByRole('button', { name: /Pre-save on YouTube Music/ });

async function elsewhere(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** A campaign with a video, out in so many days: on a day of YouTube's that no other test uses. */
async function withVideo(stage: Stage, days: number): Promise<MadeCampaign> {
  const id = unique().padStart(11, 'x').slice(-11);
  const services = { youtubeMusic: { url: `https://music.youtube.com/watch?v=${id}` }, deezer: {} };
  const campaign = await stage.campaign({ outIn: days * DAY_S, services });
  const video = { id, title: 'Glass Harbour', channel: 'Mira Solenne - Topic', availableAt: campaign.releaseAt };
  await youtubeSandbox(stage.sandbox.url).putVideo(video);
  return campaign;
}

test('five listed fans pre-save, the sixth finds the next best, and it turns back', async ({
  page,
  browser,
  stage,
}) => {
  const campaign = await stage.campaign({ outIn: 20 * DAY_S });
  const url = small(stage, campaign);
  await fill(stage, campaign, [ada, bo, cem, dua]);
  const view = new CampaignView(page);
  await view.open(url);
  await expect(view.presaveOnSpotify).toContainText('for listeners on Spotify’s test list');
  const late = await elsewhere(browser, url);

  await view.presaveOnSpotify.click();
  await new ConsentView(page).agree(eli);
  await expect(new PassView(page).main).toHaveAttribute('data-state', 'held');
  const pass = page.url();

  await test.step('the page has turned for the next fan', async () => {
    await view.open(url);
    await expect(view.presaveOnSpotify).toHaveCount(0);
    const link = page.getByRole('link', { name: /See it on Spotify/ });
    await expect(link).toContainText('nothing is saved. All places are taken');
    await expectNoFaults(page);
  });

  await test.step('whoever had it open before is told so at the tap, before Spotify asks anything', async () => {
    await new CampaignView(late).presaveOnSpotify.click();
    await expect(late).toHaveURL(`${url}/full/spotify`);
    const { notice } = new CampaignView(late);
    await expect(notice).toContainText(
      'All places for pre-saves on Spotify are taken. Spotify lets this app save for a short',
    );
    await expect(notice).toContainText('Nothing was kept.');
    await expect(notice.getByRole('link', { name: 'See it on Spotify' })).toHaveAttribute('href', /open\.spotify\.com/);
    await notice.getByRole('link', { name: 'Have your calendar remind you' }).click();
    await expect(late.getByRole('button', { name: /Google Calendar/ })).toBeInViewport();
    await expectNoFaults(late);
  });

  await test.step('a fan with a place renews it from the pass', async () => {
    await page.goto(pass);
    await stage.database.client`
      update presaves set state = 'needs_reconnect', reason = 'grant_rejected' from campaigns c
      where c.id = campaign_id and c.slug = ${campaign.slug} and state = 'held'`;
    await page.reload();
    await new PassView(page).reconnect.click();
    await new ConsentView(page).agree(eli);
    await expect(new PassView(page).headline).toHaveText('You’re back in.');
    expect(await keptOf(stage, campaign)).toBe(5);
  });

  await test.step('a place that is given back is offered at once, on the notice too', async () => {
    await new PassView(page).withdraw();
    await expect(new PassView(page).main).toHaveAttribute('data-state', 'withdrawn');
    await late.goto(`${url}/full/spotify`);
    await expect(new CampaignView(late).notice).toContainText('There is a place again.');
    await new CampaignView(late).presaveOnSpotify.click();
    await new ConsentView(late).agree(fay);
    await expect(new PassView(late).main).toHaveAttribute('data-state', 'held');
  });
  await late.context().close();
});

test('the last place goes to whoever consents first, and nothing is kept of the other', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: 20 * DAY_S });
  await fill(stage, campaign, [ada, bo, cem, dua]);
  await page.goto(small(stage, campaign));
  await new CampaignView(page).presaveOnSpotify.click();
  await expect(new ConsentView(page).agreeButton).toBeVisible();
  await fill(stage, campaign, [eli]);
  await new ConsentView(page).agree(fay);
  await expect(page).toHaveURL(`${small(stage, campaign)}/full/spotify`);
  await expect(new CampaignView(page).notice).toContainText('Nothing was kept.');
  expect(await keptOf(stage, campaign)).toBe(5);
});

test('a fan who is not on the list is told by name, and led to the Countdown Page once it is pasted', async ({
  page,
  stage,
}) => {
  const campaign = await stage.campaign({ outIn: 20 * DAY_S });
  const url = small(stage, campaign);
  await page.goto(url);
  await new CampaignView(page).presaveOnSpotify.click();
  await new ConsentView(page).agree(`unlisted-${unique()}`);
  await expect(page).toHaveURL(`${url}/not-listed/spotify`);
  const { notice } = new CampaignView(page);
  await expect(notice).toContainText('Spotify lets this app save for a short list of people');
  await expect(notice.getByRole('link', { name: 'See it on Spotify' })).toBeVisible();
  expect(await keptOf(stage, campaign)).toBe(0);

  const countdown = `https://open.spotify.com/prerelease/${campaign.albumId}`;
  await stage.database.client`
    update campaign_services s set countdown_url = ${countdown} from campaigns c
    where c.id = s.campaign_id and c.slug = ${campaign.slug} and s.dsp = 'spotify'`;
  await stage.database.client`select pg_notify('page_tags', ${JSON.stringify([`campaign:${campaign.slug}`])})`;
  await expect(async () => {
    await page.reload();
    await expect(notice).toContainText('Spotify’s own pre-save page takes everybody.', { timeout: 500 });
  }).toPass();
  await expect(notice.getByRole('link', { name: 'Pre-save in Spotify' })).toHaveAttribute('href', countdown);
  await page.goto(url);
  await expect(page.getByRole('link', { name: /Pre-save in Spotify/ })).toContainText(
    'Opens Spotify’s own pre-save page',
  );
});

test('YouTube Music’s last place of a day turns the pages of all releases of that day', async ({ page, stage }) => {
  const [one, other] = [await withVideo(stage, 40), await withVideo(stage, 40)];
  const fan = () => `fan-${unique()}`;
  await fill(stage, one, [fan(), fan()], 'youtubeMusic');
  await page.goto(small(stage, other));
  await expect(onYoutube(page)).toBeVisible();
  const last = await walk(stage, other, fan(), 'youtubeMusic');
  expect(last.kind).toBe('pass');

  for (const campaign of [one, other]) {
    await page.goto(small(stage, campaign));
    await expect(page.getByRole('link', { name: /See it on YouTube Music/ })).toContainText('All places are taken');
    await expect(onYoutube(page)).toHaveCount(0);
    const posted = await walk(stage, campaign, fan(), 'youtubeMusic');
    expect(posted, 'there is no form to post').toMatchObject({ kind: 'sent-to', url: small(stage, campaign) });
  }
  await page.goto(`${small(stage, one)}/full/youtubeMusic`);
  await expect(new CampaignView(page).notice).toContainText(
    'for only so many people a day, and the day of this release is full',
  );

  await page.goto(last.kind === 'pass' ? last.passUrl : '');
  await new PassView(page).withdraw();
  await expect(new PassView(page).main).toHaveAttribute('data-state', 'withdrawn');
  for (const campaign of [one, other]) {
    await page.goto(small(stage, campaign));
    await expect(onYoutube(page)).toBeVisible();
  }
});

test('units that are gone shut the button until they are back, and it turns back by itself', async ({
  page,
  stage,
}) => {
  const campaign = await withVideo(stage, 60);
  const url = small(stage, campaign);
  const youtube = youtubeSandbox(stage.sandbox.url);
  await page.goto(url);
  await expect(onYoutube(page)).toBeVisible();
  await youtube.setUnits({ client: 'small', used: 10_000 });
  try {
    await onYoutube(page).click();
    await new ConsentView(page).agree(`fan-${unique()}`);
    await expect(page).toHaveURL(`${url}/full/youtubeMusic`);
    const { notice } = new CampaignView(page);
    await expect(notice).toContainText(
      /opens again at 0[78]:00 UTC\. This app has used up what YouTube Music lets it ask for now\. Nothing was kept/,
    );
    expect(await keptOf(stage, campaign)).toBe(0);
    await page.goto(url);
    await expect(page.getByRole('link', { name: /See it on YouTube Music/ })).toContainText('opens again at 0');

    // midnight in California, brought forward
    const [row] = await stage.database.client<{ at: number }[]>`
      update pace_gates set blocked_until = clock_timestamp() + interval '4 seconds'
      where client_id = 'small' and dsp = 'youtubeMusic'
      returning (extract(epoch from blocked_until) * 1000)::float8 as at`;
    await stage.database.client`select pg_notify('page_tags', ${JSON.stringify([`campaign:${campaign.slug}`])})`;
    await youtube.setUnits({ client: 'small', used: 0 });
    const seen: { at: number; open: boolean }[] = [];
    await expect
      .poll(
        async () => {
          const asked = Date.now();
          const html = await (await fetch(url)).text();
          seen.push({ at: asked, open: html.includes('/api/presave/youtubeMusic"') });
          return seen.at(-1)?.open;
        },
        { intervals: [100], timeout: 15_000 },
      )
      .toBe(true);
    expect(
      seen.filter(({ at, open }) => open && at < (row?.at ?? 0) - 50),
      'not before',
    ).toEqual([]);
    expect(
      seen.filter(({ at, open }) => !open && at > (row?.at ?? 0) + 1_000),
      'and at once',
    ).toEqual([]);
    await page.goto(url);
    await onYoutube(page).click();
    await new ConsentView(page).agree(`fan-${unique()}`);
    await expect(new PassView(page).main).toHaveAttribute('data-state', 'held');
  } finally {
    await youtube.setUnits({ client: 'small', used: 0 });
    await stage.database.client`delete from pace_gates where client_id = 'small'`;
  }
});
