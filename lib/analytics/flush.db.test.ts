import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../db';
import { MAX_CHANNELS, OTHER_CHANNEL } from '../domain/audience';
import { CHANNELS } from '../domain/channels';
import { KEPT_A_LEVEL } from '../domain/visitor-sample';
import { batchOf, placeOn, sumsOf, tell, type Told } from '../testing/audience';
import { makeCampaign } from '../testing/campaigns';
import { releaseDayDatabase } from '../testing/release-day';
import { flush } from './flush';
import { eventsLost } from './reports/losses';

const on = releaseDayDatabase();

describe('flush', () => {
  it('adds every event to each of its dimensions, and a visitor once a day', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const bio = placeOn(slug, { channel: 'instagram-bio', app: 'instagram' });
    const plain = placeOn(slug, { country: 'IN', device: 'desktop' });
    await tell(on.open.db, [
      { place: bio, mark: 1n },
      { place: bio, mark: 1n },
      { place: plain, mark: 2n },
      { place: plain },
      { place: { ...bio, dsp: 'spotify' }, kind: 'taps' },
    ]);
    // the same visitor in a later batch, from another channel
    await tell(on.open.db, [
      { place: plain, mark: 1n },
      { place: { ...plain, way: 'google' }, kind: 'reminders' },
    ]);
    expect(await sumsOf(on.open.db, id)).toEqual({
      'all=': { views: 5, visitors: 2, taps: 1, reminders: 1 },
      'app=browser': { views: 3, visitors: 1, reminders: 1 },
      'app=instagram': { views: 2, visitors: 1, taps: 1 },
      'channel=': { views: 3, visitors: 1, reminders: 1 },
      'channel=instagram-bio': { views: 2, visitors: 1, taps: 1 },
      'country=DE': { views: 2, visitors: 1, taps: 1 },
      'country=IN': { views: 3, visitors: 1, reminders: 1 },
      'device=desktop': { views: 3, visitors: 1, reminders: 1 },
      'device=phone': { views: 2, visitors: 1, taps: 1 },
      'dsp=spotify': { taps: 1 },
      'way=google': { reminders: 1 },
    });
  });

  it('every grain has the same sums', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const events = Array.from({ length: 200 }, (_, i) => ({
      place: placeOn(slug, { at: Date.UTC(2026, 11, 11, 23, 30 + (i % 60)), channel: `c${i % 7}` }),
      mark: BigInt(i % 50),
    }));
    await tell(on.open.db, events);
    const sumOf = async (table: string, condition = sql``) => {
      const [row] = await on.open.db.execute<{ views: number; visitors: number; rows: number }>(sql`
        select sum(views)::int as views, sum(visitors)::int as visitors, count(*)::int as rows
        from ${sql.raw(table)} where campaign_id = ${id}::uuid ${condition}`);
      return row;
    };
    const grains = [
      await sumOf('audience_counts', sql`and dimension = 'channel'`),
      await sumOf('audience_day_counts', sql`and dimension = 'channel'`),
      await sumOf('audience_quarter_counts'),
      await sumOf('audience_minute_counts'),
    ];
    expect(grains).toEqual([
      { views: 200, visitors: 50, rows: 7 },
      { views: 200, visitors: 50, rows: 14 },
      { views: 200, visitors: 50, rows: 4 },
      { views: 200, visitors: 50, rows: 60 },
    ]);
  });

  it('counts nothing for addresses where no campaign is published', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400, { publishedAt: null });
    await tell(on.open.db, [
      { place: placeOn(slug), mark: 1n },
      { place: placeOn('nowhere'), mark: 2n },
    ]);
    expect(await sumsOf(on.open.db, id)).toEqual({});
    expect(await on.test.sql`select count(*)::int as n from visitors where campaign_id = ${id}`).toEqual([{ n: 0 }]);
  });

  it('a flood of made-up channels takes the places there are and no row more, and crowds out no common channel', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const flood = (from: number) =>
      Array.from({ length: 1_000 }, (_, i) => ({ place: placeOn(slug, { channel: `made-up ${from + i}` }) }));
    for (let round = 0; round < 5; round++) await tell(on.open.db, flood(round * 1_000));
    await tell(
      on.open.db,
      CHANNELS.map(({ code }) => ({ place: placeOn(slug, { channel: code }) })),
    );
    const sums = await sumsOf(on.open.db, id);
    const channels = Object.entries(sums).filter(([key]) => key.startsWith('channel='));
    expect(channels).toHaveLength(MAX_CHANNELS + CHANNELS.length + 1);
    expect(sums[`channel=${OTHER_CHANNEL}`]).toEqual({ views: 5_000 - MAX_CHANNELS });
    for (const { code } of CHANNELS) expect(sums[`channel=${code}`]).toEqual({ views: 1 });
    expect(sums['all=']).toEqual({ views: 5_000 + CHANNELS.length });
    const [{ n } = { n: 0 }] = await on.test.sql<{ n: number }[]>`
      select count(*)::int as n from audience_day_counts where campaign_id = ${id} and dimension = 'channel'`;
    expect(n).toBe(MAX_CHANNELS + CHANNELS.length + 1);
  });

  it('instances that flush at once lose nothing, count nobody twice and share the places', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const others = await Promise.all(Array.from({ length: 5 }, () => makeCampaign(on.open.db, -86_400)));
    const pools = Array.from({ length: 8 }, () => openDatabase(on.test.url, { max: 2 }));
    const batch = (instance: number, round: number): Told[] => [
      ...Array.from({ length: 300 }, (_, i) => ({
        place: placeOn(slug, { channel: `i${instance} r${round} c${i % 9}`, country: i % 2 ? 'DE' : 'US' }),
        mark: BigInt(i),
      })),
      ...others.map(other => ({ place: placeOn(other.slug) })),
    ];
    await Promise.all(
      pools.map(async ({ db }, instance) => {
        for (let round = 0; round < 6; round++) await flush(db, batchOf(batch(instance, round)), 0);
      }),
    );
    await Promise.all(pools.map(pool => pool.close()));
    const sums = await sumsOf(on.open.db, id);
    expect(sums['all=']).toEqual({ views: 8 * 6 * 300, visitors: 300 });
    expect(Object.keys(sums).filter(key => key.startsWith('channel='))).toHaveLength(MAX_CHANNELS + 1);
    expect(await on.test.sql`select kept from visitor_days where campaign_id = ${id}`).toEqual([{ kept: 300 }]);
    for (const other of others) expect((await sumsOf(on.open.db, other.id))['all=']).toEqual({ views: 48 });
  });

  it('looks at every second mark once enough are kept, each for two', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await on.test.sql`insert into visitor_days (campaign_id, day, kept) values (${id}, '2026-12-11', ${KEPT_A_LEVEL})`;
    await tell(
      on.open.db,
      [1n, 2n, 3n, -4n].map(mark => ({ place: placeOn(slug), mark })),
    );
    expect((await sumsOf(on.open.db, id))['all=']).toEqual({ views: 4, visitors: 4 });
    expect(await on.test.sql`select mark::int from visitors where campaign_id = ${id} order by 1`).toEqual([
      { mark: -4 },
      { mark: 2 },
    ]);
    // the next day begins anew
    await tell(on.open.db, [{ place: placeOn(slug), mark: 5n, day: '2026-12-12' }]);
    expect(await on.test.sql`select day::text, kept from visitor_days where campaign_id = ${id}`).toEqual([
      { day: '2026-12-12', kept: 1 },
    ]);
    // and a batch of the day before, come late, does not set it back
    await tell(on.open.db, [{ place: placeOn(slug), mark: 7n, day: '2026-12-11' }]);
    expect(await on.test.sql`select day::text, kept from visitor_days where campaign_id = ${id}`).toEqual([
      { day: '2026-12-12', kept: 1 },
    ]);
  });

  it('writes down what was lost', async () => {
    await tell(on.open.db, [], 7);
    await tell(on.open.db, [], 5);
    expect(await eventsLost(Date.UTC(2026, 11, 11, 20, 59), on.open.db)).toBe(12);
    expect(await eventsLost(Date.UTC(2026, 11, 11, 21), on.open.db)).toBe(0);
  });

  it('goes with its campaign', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(on.open.db, [{ place: placeOn(slug, { channel: 'tiktok' }), mark: 1n }]);
    await on.test.sql`delete from campaigns where id = ${id}`;
    const left = await Promise.all(
      [
        'audience_counts',
        'audience_day_counts',
        'audience_quarter_counts',
        'audience_minute_counts',
        'visitors',
        'visitor_days',
      ].map(table => on.test.sql`select 1 from ${on.test.sql(table)} where campaign_id = ${id}`),
    );
    expect(left.map(rows => rows.length)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
