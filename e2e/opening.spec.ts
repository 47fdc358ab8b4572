import { CampaignView, ConsentView } from './pages/campaign';
import { PassView } from './pages/pass';
import { expect, test, unique } from './stage';

const DAYS_180_S = 180 * 86_400;

test('a release too far away for any permission offers its pre-save from the instant it can be kept', async ({
  page,
  stage,
}) => {
  const links = { spotify: { uri: `spotify:album:${'4'.repeat(22)}` }, deezer: {} };
  const campaign = await stage.campaign({ outIn: DAYS_180_S + 10, services: links });
  const opensAt = campaign.releaseAt - DAYS_180_S * 1000;
  const view = new CampaignView(page);
  await view.open(campaign.url);
  await expect(view.main).toContainText(/Pre-saving on Spotify opens on \d+ \w+/);
  await expect(view.presaveOnSpotify).toHaveCount(0);

  const tap = await fetch(`${stage.appUrl}/api/presave/spotify`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', origin: stage.appUrl },
    body: new URLSearchParams({ slug: campaign.slug }),
  });
  expect(tap.headers.get('location')).toBe(`${campaign.url}/not-yet`);
  expect(tap.headers.getSetCookie()).toEqual([]);
  await page.goto(`${campaign.url}/not-yet`);
  await expect(view.notice).toContainText(/Not yet\. Pre-saving on Spotify opens on \d+ \w+/);

  const offers = async (base: string) => (await (await fetch(base)).text()).includes('/api/presave/spotify');
  const wrong: string[] = [];
  const poll = async (base: string) => {
    while (Date.now() < opensAt + 2_000) {
      const asked = Date.now() - opensAt;
      const offered = await offers(`${base}/${campaign.slug}`);
      const answered = Date.now() - opensAt;
      if (offered && answered < 0) wrong.push(`offered ${-answered} ms before`);
      if (!offered && asked >= 1_000) wrong.push(`not offered ${asked} ms after`);
    }
  };
  await Promise.all([poll(stage.appUrl), poll(stage.secondAppUrl)]);
  expect(wrong).toEqual([]);
  await view.open(campaign.url);
  await expect(view.presaveOnSpotify).toBeVisible();
});

test('a pass whose release was moved says until when its permission lasts, and renews it once that helps', async ({
  page,
  stage,
}) => {
  const sql = stage.database.client;
  const campaign = await stage.campaign();
  const fan = `fan-${unique()}`;
  const pass = new PassView(page);
  await new CampaignView(page).open(campaign.url);
  await new CampaignView(page).presaveOnSpotify.click();
  await new ConsentView(page).agree(fan);
  await expect(pass.main).toContainText(/Until it is saved, or \w+, \d+ \w+ \d{4} .* at the latest/);
  const address = page.url().split('?')[0]!;

  await sql`update campaigns set release_at = now() + interval '400 days', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
  await page.goto(address);
  await expect(pass.headline).toHaveText('The release has moved.');
  await expect(pass.main).toContainText(/Your permission ends on \d+ \w+.*, before the release on \d+ \w+/);
  await expect(pass.main).toContainText(/Reconnect after \d+ \w+/);
  await expect(pass.reconnect).toHaveCount(0);

  await sql`update campaigns set release_at = now() + interval '179 days' where slug = ${campaign.slug}`;
  await sql`update grants g set hard_expiry = now() + interval '100 days'
    from presaves p join campaigns c on c.id = p.campaign_id where g.presave_id = p.id and c.slug = ${campaign.slug}`;
  await page.goto(address);
  await expect(pass.main).toContainText('Reconnect and it lasts.');
  await pass.reconnect.click();
  await new ConsentView(page).agree(fan);
  await expect(pass.headline).toHaveText('You’re back in.');
});
