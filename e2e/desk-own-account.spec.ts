import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { ConsentView } from './pages/campaign';
import { expect, test, unique, type Stage } from './stage';

const LIBRARY = '(GET /api/v1/me/library/contains|(PUT|DELETE) /api/v1/me/library)$';

/** An artist on the preflight of a campaign, with a release of somebody's that is out on Spotify. */
async function atPreflight(page: Page, stage: Stage) {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const workspace = await workspaceOf(stage, email);
  const campaign = await stage.campaign({ workspace });
  const id = `own${unique()}`
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .padStart(22, '0')
    .slice(-22);
  const out = {
    id,
    type: 'album',
    name: 'Low Tide',
    artist: 'Ada Maren',
    availableAt: Date.now() - 86_400_000,
  } as const;
  await stage.sandbox.createRelease(out);
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/preflight`);
  return { email, campaign, uri: `spotify:album:${id}`, link: `https://open.spotify.com/album/${id}` };
}

const section = (page: Page) => page.getByRole('region', { name: 'A real save, with your own account' });

async function tryIt(page: Page, link: string): Promise<void> {
  await section(page).getByLabel('A release that is out on Spotify').fill(link);
  await section(page)
    .getByRole('button', { name: /^Try it (again )?on Spotify/ })
    .click();
  await expect(page.getByRole('heading', { name: /asks for your permission/ })).toBeVisible();
}

/** What was asked of a fan's library, in order. */
const askedOf = async (stage: Stage, fan: string) =>
  (await stage.sandbox.calls({ fan, route: LIBRARY })).map(({ method, path }) => `${method} ${path}`);

test('an artist tries a save: it is made, found, taken out, and nothing of them is kept', async ({
  page,
  stage,
}, info) => {
  const { campaign, uri, link } = await atPreflight(page, stage);
  const fan = `artist-${unique()}`;
  await tryIt(page, link);
  expect(new URL(page.url()).searchParams.get('scope')).toBe('user-library-modify user-library-read');
  await new ConsentView(page).agree(fan);
  await expect(page).toHaveURL(`${stage.appUrl}/dashboard/c/${campaign.slug}/preflight#own-account`);
  await expect(section(page)).toContainText(
    '“Low Tide” by Ada Maren was saved in your library and found there, then taken out again and seen to be gone.',
  );
  await expect(section(page).getByText('Well')).toBeVisible();
  expect(await stage.sandbox.library(uri)).toEqual({});
  expect(await askedOf(stage, fan)).toEqual([
    'GET /api/v1/me/library/contains',
    'PUT /api/v1/me/library',
    'GET /api/v1/me/library/contains',
    'DELETE /api/v1/me/library',
    'GET /api/v1/me/library/contains',
  ]);
  const [kept] = await stage.database.client`
    select (select count(*)::int from presaves p where p.campaign_id = c.id) as presaves,
      (select found::text from own_trials t where t.campaign_id = c.id) as found
    from campaigns c where c.slug = ${campaign.slug}`;
  expect(kept?.['presaves']).toBe(0);
  expect(kept?.['found']).not.toContain(fan);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await info.attach('own account', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });

  await page.getByRole('button', { name: 'Start the preflight' }).click();
  const check = page.getByRole('list', { name: 'Checks' }).getByRole('listitem');
  await expect(check.filter({ hasText: 'Spotify: a real save' })).toContainText('seen to be gone. Tried on', {
    timeout: 20_000,
  });
});

test('what was there before stays, and what could not be taken out is said', async ({ page, stage }) => {
  const { uri, link } = await atPreflight(page, stage);
  const fan = `artist-${unique()}`;
  await stage.sandbox.addFaults([
    { route: 'DELETE /api/v1/me/library$', fan, times: 1, fault: { kind: 'status', status: 503 } },
  ]);
  await tryIt(page, link);
  await new ConsentView(page).agree(fan);
  await expect(section(page)).toContainText('“Low Tide” by Ada Maren may still be there.');
  await expect(section(page)).toContainText('To mend it: Take “Low Tide” by Ada Maren out of your library yourself');
  expect(Object.keys(await stage.sandbox.library(uri))).toEqual([fan]);

  await tryIt(page, link);
  await new ConsentView(page).agree(fan);
  await expect(section(page)).toContainText('was in your library already, so nothing was saved and nothing taken out');
  expect(Object.keys(await stage.sandbox.library(uri)), 'and it is still there').toEqual([fan]);
});

test('a no, an account that is not listed and a link to nothing are each told', async ({ page, stage }) => {
  const { link, campaign } = await atPreflight(page, stage);
  await section(page).getByLabel('A release that is out on Spotify').fill('https://open.spotify.com/artist/nobody');
  await section(page).getByRole('button', { name: 'Try it on Spotify' }).click();
  await expect(section(page).getByLabel('A release that is out on Spotify')).toHaveAttribute('aria-invalid', 'true');
  await expect(section(page).getByText('Nothing was tried.')).toBeVisible();

  await tryIt(page, link);
  await new ConsentView(page).cancel();
  await expect(section(page)).toContainText('You said no, so nothing was tried and nothing is kept.');

  const fan = `unlisted-${unique()}`;
  const body = 'User not registered in the Developer Dashboard';
  await stage.sandbox.addFaults([{ route: 'GET /api/v1/me$', fan, fault: { kind: 'status', status: 403, body } }]);
  await tryIt(page, link);
  await new ConsentView(page).agree(fan);
  await expect(section(page)).toContainText('Spotify does not let this app serve your account');
  expect(await askedOf(stage, fan)).toEqual([]);
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}`);
});

test('signed out at the service, or a viewer: nothing is tried', async ({ page, stage }) => {
  const { email, link, campaign } = await atPreflight(page, stage);
  const fan = `artist-${unique()}`;
  await tryIt(page, link);
  const sql = stage.database.client;
  await sql`delete from sessions where user_id = (select id from users where email = ${email})`;
  await new ConsentView(page).agree(fan);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  expect(await askedOf(stage, fan)).toEqual([]);

  await sql`with made as (insert into users (email) values (${`kai-${unique()}@label.example`}) returning id)
    insert into members (workspace_id, user_id, role)
    select (select workspace_id from campaigns where slug = ${campaign.slug}), id, 'owner' from made`;
  await sql`update members set role = 'viewer' where user_id = (select id from users where email = ${email})`;
  await signIn(page, stage, email, `/dashboard/c/${campaign.slug}/preflight`);
  await expect(section(page)).toContainText('An owner or an editor of this workspace can try it');
  await expect(section(page).getByRole('button')).toHaveCount(0);
});

test('a fan’s way and an artist’s in one browser do not cross', async ({ page, stage }) => {
  const { campaign, link } = await atPreflight(page, stage);
  const fan = `fan-${unique()}`;
  await tryIt(page, link);
  const atSpotify = page.url();
  await page.goto(campaign.url);
  await page.getByRole('button', { name: /Pre-save on Spotify/ }).click();
  await expect(page.getByRole('heading', { name: /asks for your permission/ })).toBeVisible();
  await page.goto(atSpotify);
  await new ConsentView(page).agree(fan);
  await expect(page).toHaveURL(`${campaign.url}/interrupted`);
  expect(await askedOf(stage, fan)).toEqual([]);
});

test('the trial stands at a desk as well @desktop', async ({ page, stage }, info) => {
  const { link } = await atPreflight(page, stage);
  await info.attach('before', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  await tryIt(page, link);
  await new ConsentView(page).agree(`artist-${unique()}`);
  await expect(section(page).getByText('Well')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await info.attach('after', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
});
