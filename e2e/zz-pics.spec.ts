import { signIn, workspaceOf } from './artist';
import { test, unique } from './stage';
for (const [w, h, n, scheme] of [[390, 844, 'p', 'light'], [1280, 800, 'd', 'dark']] as const)
  test(`pics ${n}`, async ({ page, stage }) => {
    await page.setViewportSize({ width: w, height: h });
    await page.emulateMedia({ colorScheme: scheme });
    const mira = `m-${unique()}@label.example`;
    await signIn(page, stage, mira);
    const campaign = await stage.campaign({ workspace: await workspaceOf(stage, mira) });
    for (const [name, path] of [['manage', `c/${campaign.slug}/manage`], ['archive', 'archive'], ['services', 'settings/services'], ['data', 'settings/data'], ['over', `c/${campaign.slug}`]] as const) {
      await page.goto(`${stage.appUrl}/dashboard/${path}`);
      await page.screenshot({ path: `/tmp/pics/${n}-${name}.png`, fullPage: true });
    }
    await page.goto(`${stage.appUrl}/dashboard/c/${campaign.slug}/manage`);
    await page.getByRole('button', { name: 'Delete it …' }).click();
    await page.screenshot({ path: `/tmp/pics/${n}-delete.png` });
  });
