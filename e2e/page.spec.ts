import { AxeBuilder } from '@axe-core/playwright';
import { CampaignView } from './pages/campaign';
import { expect, test } from './stage';

const HOSTILE: [name: string, artist: string, title: string][] = [
  ['markup', '<script>alert(1)</script>', '"><img src=x onerror=alert(2)>'],
  ['JSON-LD', 'A</script><script>alert(3)</script>', '&quot;]]>\u2028<!--'],
  ['Arabic', 'فيروز', 'كيفك إنت'],
  ['CJK', '宇多田ヒカル', '初恋はいつも雨の匂い'],
  ['emoji', '🌙🫧', '👨‍👩‍👧‍👦 💿 2 🔥🔥🔥'],
  [
    '200 characters',
    'The Very Long Name Of An Ensemble Which Nobody Has Ever Finished Reading',
    'Wunderbar '.repeat(20).trim(),
  ],
  [
    'one long word',
    'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  ],
];

for (const [name, artist, title] of HOSTILE) {
  test(`a title with ${name} looks intended`, async ({ page, stage }) => {
    const dialogs: string[] = [];
    page.on('dialog', dialog => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const campaign = await stage.campaign({ artist, title });
    await new CampaignView(page).open(campaign.url);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title.trim());
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      'nothing sticks out',
    ).toBe(true);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as {
      name: string;
      byArtist: { name: string };
    };
    expect([data.name, data.byArtist.name]).toEqual([title, artist]);
    expect(dialogs).toEqual([]);
  });
}

test('a crawler finds title, description, canonical address and a picture', async ({ stage }) => {
  for (const [outIn, words] of [
    [3_600, 'Pre-save it once'],
    [-3_600, 'out now'],
  ] as const) {
    const campaign = await stage.campaign({ outIn });
    const html = await (await fetch(campaign.url, { headers: { 'user-agent': 'facebookexternalhit/1.1' } })).text();
    const head = html.slice(0, html.indexOf('</head>'));
    const meta = (key: string) => new RegExp(`<meta (?:property|name)="${key}" content="([^"]*)"`).exec(head)?.[1];
    expect(head).toContain('<title>Glass Harbour · Mira Solenne</title>');
    expect(meta('description')).toContain(words);
    expect(head).toContain(`<link rel="canonical" href="${campaign.url}"/>`);
    expect([meta('og:title'), meta('twitter:card'), meta('og:url')]).toEqual([
      'Glass Harbour · Mira Solenne',
      'summary_large_image',
      campaign.url,
    ]);
    const picture = await fetch(meta('og:image') ?? '');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    const { default: sharp } = await import('sharp');
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 });
  }
});

test('a draft, a free address and an unknown notice get the designed 404', async ({ page, stage }) => {
  const draft = await stage.campaign({ draft: true });
  const known = await stage.campaign();
  for (const path of [draft.slug, 'nobody-was-ever-here', `${known.slug}/nonsense`]) {
    const answer = await page.goto(`${stage.appUrl}/${path}`);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No release at this address');
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on any page a fan can see', async ({ page, stage }) => {
      const before = await stage.campaign();
      const bare = await stage.campaign({
        cover: null,
        services: { spotify: { url: 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy' } },
      });
      const live = await stage.campaign({ outIn: -60, cover: 'neon.jpg' });
      for (const path of [
        '',
        before.slug,
        bare.slug,
        live.slug,
        `${before.slug}/declined`,
        'nobody-was-ever-here',
        'lost',
        'privacy',
      ]) {
        await page.goto(`${stage.appUrl}/${path}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(v => `${path}: ${v.id} ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([]);
      }
    });
  });
}

test('the service a fan chose last comes first', async ({ page, stage }) => {
  const campaign = await stage.campaign({ outIn: -60 });
  const view = new CampaignView(page);
  await view.open(campaign.url);
  const top = async (name: RegExp) => (await page.getByRole('link', { name }).boundingBox())?.y ?? 0;
  expect(await top(/Listen on Spotify/)).toBeLessThan(await top(/Listen on Apple Music/));
  await page.route('https://music.apple.com/**', route => route.fulfill({ status: 200, body: 'elsewhere' }));
  await page.getByRole('link', { name: /Listen on Apple Music/ }).click();
  await view.open(campaign.url);
  expect(await top(/Listen on Apple Music/)).toBeLessThan(await top(/Listen on Spotify/));
});

test('every target is thumb-sized and nothing shifts', async ({ page, stage }) => {
  const campaign = await stage.campaign();
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await new CampaignView(page).open(campaign.url);
  await page.waitForLoadState('networkidle');
  // What only an app's own browser shows is measured there (in-app.spec.ts).
  for (const target of await page.locator('main button:not(.in-app *), main ul a').all())
    expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.001);
});
