import { ConsentView } from './pages/campaign';
import { plainSandbox } from './sandbox/deezer/client';
import { expect, test, unique } from './stage';

const number = () => String(Date.now()) + String(process.pid);

const SERVICES = [
  {
    service: 'deezer' as const,
    name: 'Deezer',
    release: (id: string) => ({
      uri: `deezer:album:${id.slice(-15)}`,
      page: `https://www.deezer.com/album/${id.slice(-15)}`,
    }),
    asks: { perms: 'manage_library,offline_access', code_challenge_method: null },
  },
  {
    service: 'soundcloud' as const,
    name: 'SoundCloud',
    release: (id: string) => ({
      uri: `soundcloud:tracks:${id.slice(-15)}`,
      page: `https://soundcloud.com/mira/t-${id}`,
    }),
    asks: { perms: null, code_challenge_method: 'S256' },
  },
];

const WAYS = SERVICES.flatMap(one => [true, false].map(javaScriptEnabled => ({ ...one, javaScriptEnabled })));

for (const { service, name, release, asks, javaScriptEnabled } of WAYS) {
  test.describe(`${name} ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('a fan pre-saves, gets it on the day and can see so', async ({ page, stage }) => {
      const sandbox = plainSandbox(stage.sandbox.url, service);
      const { uri, page: url } = release(number());
      const campaign = await stage.campaign({ outIn: 3_600, services: { [service]: { url } } });
      const fan = `fan-${unique()}`;
      await page.goto(campaign.url);
      await page.getByRole('button', { name: `Pre-save on ${name}` }).click();
      const asked = new URL(page.url()).searchParams;
      expect(asked.get('state')).toMatch(/\S{20}/);
      for (const [field, value] of Object.entries(asks)) expect(asked.get(field), field).toBe(value);
      await new ConsentView(page).agree(fan);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/You’re in/);
      const pass = page.url();

      await stage.database
        .client`update campaigns set release_at = now() - interval '1 second', release_revision = release_revision + 1 where slug = ${campaign.slug}`;
      await stage.cron();
      expect(await sandbox.library(uri), 'not out yet').toEqual({});
      await sandbox.putRelease({
        uri,
        page: url,
        title: 'Glass Harbour',
        artist: 'Mira Solenne',
        availableAt: Date.now(),
      });
      await stage.database
        .client`update market_openings set next_probe_at = now() where campaign_id = (select id from campaigns where slug = ${campaign.slug})`;
      await stage.cron();
      expect(Object.keys(await sandbox.library(uri))).toEqual([fan]);
      await page.goto(pass);
      await expect(page.locator('main')).toHaveAttribute('data-state', 'saved');
      const [grant] = await stage.database.client`
        select g.sealed from presaves p join grants g on g.presave_id = p.id join campaigns c on c.id = p.campaign_id where c.slug = ${campaign.slug}`;
      expect(grant?.['sealed'] ?? null, 'the permission is gone').toBeNull();
    });

    test('a fan who declines is told that nothing was kept', async ({ page, stage }) => {
      const campaign = await stage.campaign({ services: { [service]: { url: release(number()).page } } });
      await page.goto(campaign.url);
      await page.getByRole('button', { name: `Pre-save on ${name}` }).click();
      await new ConsentView(page).cancel();
      await expect(page).toHaveURL(new RegExp(`/${campaign.slug}/declined$`));
    });
  });
}
