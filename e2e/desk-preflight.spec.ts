import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { signIn, workspaceOf } from './artist';
import { illInstance } from './ill-instance';
import { expect, test, unique, type Stage } from './stage';

const SERVICES = {
  spotify: { uri: 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy' },
  tidal: { url: 'https://tidal.com/album/345678' },
};

type Wish = { draft?: boolean; services?: Record<string, Record<string, string>> };

async function preflight(page: Page, stage: Stage, wish: Wish = {}) {
  const email = `mira-${unique()}@label.example`;
  await signIn(page, stage, email);
  const workspace = await workspaceOf(stage, email);
  const campaign = await stage.campaign({ workspace, services: SERVICES, ...wish });
  await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/preflight`);
  return { campaign, email };
}

const check = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: title });

async function violations(page: Page, name: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true);
  return found.violations.map(v => `${name}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`);
}

const start = (page: Page) => page.getByRole('button', { name: 'Start the preflight' }).click();
/** Every check has eight seconds, and the last one is stored after that. */
const ENDED = { timeout: 20_000 };

test('when all is well it says so, shows the card as each network has it, and remembers', async ({
  page,
  stage,
}, info) => {
  await stage.cron();
  await preflight(page, stage);
  await expect(page.getByRole('heading', { name: 'Nothing has been rehearsed yet' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What this does not rehearse' })).toContainText(
    'pre-save it from your own phone',
  );
  await start(page);
  await expect(page.getByText('All is well.')).toBeVisible(ENDED);
  await expect(check(page, 'Cron or worker')).toContainText('Last seen less than a minute ago.');
  for (const name of ['Spotify', 'TIDAL']) {
    await expect(check(page, `${name}: credentials`)).toContainText(`${name} knows this app.`);
    await expect(check(page, `${name}: the way back`)).toContainText('does not refuse http://127.0.0.1');
    await expect(check(page, `${name}: the release`)).toContainText('Not in the catalogue yet');
  }
  await expect(check(page, 'The page turns over')).toContainText(/Auckland .*; Berlin .*; Los Angeles /);
  await expect(check(page, 'Share card')).toContainText('All five are given title, text and picture');
  const cards = page.getByRole('region', { name: 'The link as a card' });
  for (const name of ['Facebook', 'X', 'WhatsApp', 'Discord', 'iMessage'])
    await expect(cards.getByRole('listitem').filter({ hasText: name }).first()).toContainText('Glass Harbour');
  await expect
    .poll(() => cards.locator('img').evaluateAll(all => all.map(one => (one as HTMLImageElement).naturalWidth)))
    .toEqual([1200, 1200, 1200, 1200, 1200]);
  expect(await violations(page, 'well')).toEqual([]);
  await info.attach('preflight', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  await page.reload();
  await expect(page.getByText('All is well.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run it again' })).toBeVisible();
});

test('every service that saves is asked in its own way', async ({ page, stage }) => {
  await stage.cron();
  await preflight(page, stage, {
    services: {
      ...SERVICES,
      appleMusic: { url: 'https://music.apple.com/gb/album/glass-harbour/1771234567' },
      deezer: { url: 'https://www.deezer.com/album/345678' },
      soundcloud: { url: 'https://soundcloud.com/mira/glass-harbour' },
      youtubeMusic: { url: 'https://youtu.be/dQw4w9WgXcQ' },
    },
  });
  await start(page);
  await expect(page.getByText('All that could be tried is well.')).toBeVisible(ENDED);
  for (const name of ['Spotify', 'Apple Music', 'TIDAL', 'SoundCloud', 'YouTube Music'])
    await expect(check(page, `${name}: credentials`)).toContainText(`${name} knows this app.`);
  await expect(check(page, 'Deezer: credentials')).toContainText('tells nothing about an app without a person');
  for (const name of ['Spotify', 'TIDAL', 'SoundCloud', 'YouTube Music', 'Deezer'])
    await expect(check(page, `${name}: the way back`)).toContainText('does not refuse');
  await expect(check(page, 'Apple Music: the way back'), 'its permission comes in a window').toHaveCount(0);
});

test('of a draft the card is drawn as it will be, and a viewer sees what was found', async ({ page, stage }) => {
  const { campaign, email } = await preflight(page, stage, { draft: true });
  await start(page);
  await expect(check(page, 'Share card')).toContainText('Not public yet', ENDED);
  await expect(page.getByRole('region', { name: 'The link as a card' })).toContainText('Glass Harbour · Mira Solenne');
  await expect(page.getByRole('button', { name: 'Run it again' })).toBeVisible(ENDED);
  const sql = stage.database.client;
  await sql`with made as (insert into users (email) values (${`kai-${unique()}@label.example`}) returning id)
    insert into members (workspace_id, user_id, role)
    select (select workspace_id from campaigns where slug = ${campaign.slug}), id, 'owner' from made`;
  await sql`update members set role = 'viewer' where user_id = (select id from users where email = ${email})`;
  await page.getByRole('button', { name: 'Run it again' }).click();
  await expect(page.getByText('You can look at this workspace, but not change it.')).toBeVisible();
  await page.reload();
  await expect(check(page, 'Spotify: credentials')).toContainText('Spotify knows this app.');
  await expect(page.getByRole('button', { name: 'Run it again' })).toHaveCount(0);
});

test('signed out in between, it says so and leads back', async ({ page, stage }) => {
  const { email } = await preflight(page, stage);
  await stage.database.client`delete from sessions where user_id = (select id from users where email = ${email})`;
  await start(page);
  await expect(page.getByText('You are signed out, so nothing was changed.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in again' })).toBeVisible();
});

test.describe('a deployment in trouble', () => {
  let ill: Awaited<ReturnType<typeof illInstance>>;
  test.beforeAll(async () => {
    ill = await illInstance();
  });
  test.afterAll(() => ill.stop());

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
      test('says what fails, what a fan would see and how to mend it, while one service hangs', async ({
        page,
      }, info) => {
        await ill.stage.database.client`delete from drain_seen`;
        await preflight(page, ill.stage);
        await start(page);
        const spotify = check(page, 'Spotify: credentials');
        await expect(spotify).toContainText('Spotify does not know this app');
        await expect(check(page, 'TIDAL: credentials'), 'and this one still hangs').toContainText('Asking …');
        await expect(spotify).toContainText(
          'A fan sees: An error at Spotify instead of the question for a permission, and nothing is saved at the release.',
        );
        await expect(spotify).toContainText('To mend it: Compare SPOTIFY_CLIENT_ID');
        await expect(check(page, 'Spotify: the way back')).toContainText(
          `Spotify refuses the address that fans are sent back to: ${ill.stage.appUrl}/api/fan-auth/callback/spotify`,
        );
        await expect(check(page, 'Cron or worker')).toContainText('Nothing has ever come by to save.');
        await expect(check(page, 'TIDAL: credentials')).toContainText('TIDAL did not answer in time.', ENDED);
        await expect(page.getByText(/^\d checks fail/)).toBeVisible(ENDED);
        expect(await violations(page, colorScheme)).toEqual([]);
        await info.attach('trouble', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });

        await ill.stage.cron();
        await page.getByRole('button', { name: 'Run it again' }).click();
        await expect(check(page, 'Cron or worker')).toContainText('Last seen less than a minute ago.');
      });
    });
  }
});

test('the preflight stands at a desk as well @desktop', async ({ page, stage }, info) => {
  await preflight(page, stage, { draft: true });
  expect(await violations(page, 'before')).toEqual([]);
  await start(page);
  await expect(page.getByRole('button', { name: 'Run it again' })).toBeVisible(ENDED);
  expect(await violations(page, 'desk')).toEqual([]);
  await info.attach('preflight', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
});
