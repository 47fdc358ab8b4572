import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { sumsOf } from '../testing/audience';
import { makeCampaign } from '../testing/campaigns';
import { releaseDayDatabase } from '../testing/release-day';
import { IN_APP_USER_AGENTS, OTHER_USER_AGENTS } from '../testing/user-agents';
import type { PageEvent } from './event';
import { record, recordReminder, written, type Recorded } from './record';

const on = releaseDayDatabase();
const NOW = Date.UTC(2026, 11, 11, 20, 7);
const SAFARI = OTHER_USER_AGENTS['Safari, iOS 18'] ?? '';
const held = globalThis as { upbeatDatabase?: unknown; upbeatEvents?: unknown; upbeatSalt?: unknown };

beforeEach(() => {
  held.upbeatDatabase = on.open;
  delete held.upbeatEvents;
  delete held.upbeatSalt;
});
afterEach(() => {
  delete held.upbeatDatabase;
});

type By = { address?: string | null; countryHeader?: string | null } & Record<string, string | null>;

function by({ address = '203.0.113.9', countryHeader = null, ...headers }: By = {}) {
  const sent = Object.entries({ 'user-agent': SAFARI, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  return { address, countryHeader, headers: new Headers(sent) };
}

const view = (slug: string, asked = by(), more: Partial<PageEvent> = {}): Promise<Recorded> =>
  record({ slug, kind: 'view', ...more }, asked, NOW);

async function countedOn(id: string) {
  await written();
  return sumsOf(on.open.db, id);
}

describe('record', () => {
  it('counts views, taps and reminders with where they come from', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const instagram = IN_APP_USER_AGENTS.find(({ app }) => app === 'instagram')?.userAgent ?? '';
    await view(slug, by({ 'user-agent': instagram }), { channel: 'Instagram-Bio', zone: 'Asia/Kathmandu' });
    await record({ slug, kind: 'tap', dsp: 'deezer', zone: 'Nowhere/Land' }, by(), NOW);
    await recordReminder({ slug, way: 'file', channel: null, zone: 'Europe/Berlin' }, by(), NOW);
    expect(await countedOn(id)).toEqual({
      'all=': { views: 1, visitors: 1, taps: 1, reminders: 1 },
      'app=browser': { taps: 1, reminders: 1 },
      'app=instagram': { views: 1, visitors: 1 },
      'channel=': { taps: 1, reminders: 1 },
      'channel=instagram-bio': { views: 1, visitors: 1 },
      'country=DE': { reminders: 1 },
      'country=NP': { views: 1, visitors: 1 },
      'country=ZZ': { taps: 1 },
      'device=phone': { views: 1, visitors: 1, taps: 1, reminders: 1 },
      'dsp=deezer': { taps: 1 },
      'way=file': { reminders: 1 },
    });
  });

  it('a visitor is a browser on a network: not an address, and nobody in particular', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    for (let i = 0; i < 3; i++) await view(slug);
    await view(slug, by({ address: '203.0.113.10' }));
    await view(slug, by({ 'user-agent': OTHER_USER_AGENTS['Firefox, Android'] ?? '' }));
    await view(slug, by({ address: '2001:db8::1' }));
    await view(slug, by({ address: '2001:db8::2' }));
    expect((await countedOn(id))['all=']).toEqual({ views: 7, visitors: 4 });
  });

  it('counts the views of whoever asks not to be tracked, or cannot be placed, and no visitor', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await view(slug, by({ 'sec-gpc': '1' }));
    await view(slug, by({ dnt: '1' }));
    await view(slug, by({ address: null }));
    expect((await countedOn(id))['all=']).toEqual({ views: 3 });
    expect(await on.test.sql`select 1 from visitors where campaign_id = ${id}`).toHaveLength(0);
  });

  it('leaves out crawlers, previews and what a browser does ahead', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const asked = [
      by({ 'user-agent': OTHER_USER_AGENTS['Facebook’s crawler'] ?? '' }),
      by({ 'user-agent': OTHER_USER_AGENTS['iMessage’s preview'] ?? '' }),
      by({ 'user-agent': null }),
      by({ 'user-agent': 'curl/8.5.0' }),
      by({ 'sec-purpose': 'prefetch;prerender' }),
      by({ purpose: 'prefetch' }),
      by({ 'x-moz': 'prefetch' }),
    ];
    for (const one of asked) expect(await view(slug, one)).toBe('no_person');
    expect(await countedOn(id)).toEqual({});
  });

  it('believes a host’s word for the country where there is one, and only a country', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const cf = (country: string) => by({ countryHeader: 'cf-ipcountry', 'cf-ipcountry': country });
    await view(slug, cf('in'), { zone: 'Europe/Berlin' });
    await view(slug, cf('T1'), { zone: 'Europe/Berlin' });
    await view(slug, cf('<script>'));
    await view(slug, by({ 'cf-ipcountry': 'US' }), { zone: 'Asia/Tokyo' });
    const sums = await countedOn(id);
    expect(Object.keys(sums).filter(key => key.startsWith('country='))).toEqual([
      'country=DE',
      'country=IN',
      'country=JP',
      'country=ZZ',
    ]);
  });

  it('holds a network that makes up visitors to its allowance', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const answers: Recorded[] = [];
    for (let i = 0; i < 6_000; i++) answers.push(await view(slug, by({ 'user-agent': `${SAFARI} forged/${i}` })));
    expect(answers.filter(answer => answer === 'flood')).toHaveLength(1_000);
    expect(await view(slug, by({ address: '203.0.113.10' }))).toBe('counted');
    expect((await countedOn(id))['all=']?.views).toBe(5_001);
  });

  it('keeps no address, in no table', async () => {
    const { slug } = await makeCampaign(on.open.db, -86_400);
    await view(slug, by({ address: '198.51.100.77' }), { channel: 'x' });
    await written();
    const tables = await on.test.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const rows = await on.open.db.execute<{ row: string }>(
        sql`select row_to_json(t)::text as row from ${sql.identifier(name)} t`,
      );
      for (const { row } of rows) {
        expect(row, name).not.toContain('198.51.100.77');
        expect(row, name).not.toContain(SAFARI);
      }
    }
  });
});
