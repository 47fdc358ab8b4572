import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { tell, placeOn, type Told } from '../../testing/audience';
import { consent, makeCampaign } from '../../testing/campaigns';
import { releaseDayDatabase } from '../../testing/release-day';
import { foldArrivals } from '../keep';
import { readBreakdown } from './breakdown';
import { compareRuns } from './compare';
import { exportCsv } from './export-csv';
import { LIVE_MINUTES, readLive } from './live';
import { readSeries } from './series';
import { readSummary } from './summary';
import { readTop } from './top';

const on = releaseDayDatabase();
const HOUR = 3_600_000;

const views = (slug: string, at: number, n = 1): Told[] =>
  Array.from({ length: n }, () => ({ place: placeOn(slug, { at }) }));

/** What a series says where there is something. */
async function seriesOf(id: string, from: string, to: string, unit: 'hour' | 'day', zone: string) {
  const points = await readSeries(id, { from: Date.parse(from), to: Date.parse(to), unit, zone }, on.open.db);
  return { points, some: Object.fromEntries(points.filter(point => point.views > 0).map(p => [p.label, p.views])) };
}

describe('readSummary', () => {
  it('a campaign nobody has come to has nothing', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const nothing = { views: 0, visitors: 0, taps: 0, reminders: 0, presaves: 0, doubtful: 0, saved: 0, withdrawn: 0 };
    expect(await readSummary(id, on.open.db)).toMatchObject({ ...nothing, doubts: {} });
  });

  it('tells pre-saves from saves and withdrawals', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(on.open.db, [
      { place: placeOn(slug), mark: 1n },
      { place: placeOn(slug, { dsp: 'spotify' }), kind: 'taps' },
    ]);
    for (const fan of ['ada', 'bo', 'cy']) await consent(on.open.db, id, fan);
    await on.test.sql`update presaves set state = 'saved', saved_at = now() where account_key = 'key of ada'`;
    await on.test
      .sql`update presaves set state = 'withdrawn', account_key = null, zone = null, territory = 'ZZ' where account_key = 'key of bo'`;
    const summary = await readSummary(id, on.open.db);
    expect(summary).toMatchObject({ views: 1, visitors: 1, taps: 1, presaves: 2, saved: 1, withdrawn: 1 });
    expect(summary.funnel.map(({ n }) => n)).toEqual([1, 1, 2, 1]);
  });
});

describe('readSeries', () => {
  it.each([
    ['Europe/Berlin', '2026-12-11T23:00', '2026-12-11'],
    ['Asia/Kolkata', '2026-12-12T03:00', '2026-12-12'],
    ['Asia/Kathmandu', '2026-12-12T04:00', '2026-12-12'],
    ['America/Los_Angeles', '2026-12-11T14:00', '2026-12-11'],
    ['Nowhere/Land', '2026-12-11T22:00', '2026-12-11'],
  ])('has the hours and days of %s', async (zone, hour, day) => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(on.open.db, views(slug, Date.UTC(2026, 11, 11, 22, 20), 3));
    const span = ['2026-12-10T00:00:00Z', '2026-12-13T12:00:00Z'] as const;
    const hours = await seriesOf(id, ...span, 'hour', zone);
    expect(hours.some).toEqual({ [hour]: 3 });
    expect(hours.points.every((point, i) => i === 0 || point.at - (hours.points[i - 1]?.at ?? 0) === HOUR)).toBe(true);
    expect((await seriesOf(id, ...span, 'day', zone)).some).toEqual({ [day]: 3 });
  });

  it('a day on which clocks change has its 23 or 25 hours, and a day of its own', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    // 25 October 2026, Berlin: two o'clock comes twice
    await tell(on.open.db, [
      ...views(slug, Date.UTC(2026, 9, 25, 0, 30)),
      ...views(slug, Date.UTC(2026, 9, 25, 1, 30), 2),
    ]);
    const autumn = await seriesOf(id, '2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z', 'hour', 'Europe/Berlin');
    expect(autumn.points).toHaveLength(25);
    expect(autumn.points.filter(({ label }) => label === '2026-10-25T02:00').map(p => p.views)).toEqual([1, 2]);
    const spring = await seriesOf(id, '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z', 'hour', 'Europe/Berlin');
    expect(spring.points).toHaveLength(23);
    const days = await seriesOf(id, '2026-10-23T12:00:00Z', '2026-10-27T12:00:00Z', 'day', 'Europe/Berlin');
    expect(days.points.map(({ label }) => label)).toEqual([23, 24, 25, 26, 27].map(day => `2026-10-${day}`));
    expect(days.some).toEqual({ '2026-10-25': 3 });
  });

  it('is bounded, whatever is asked for', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    expect((await seriesOf(id, '1990-01-01', '2026-12-11', 'hour', 'UTC')).points.length).toBeLessThanOrEqual(
      24 * 31 + 1,
    );
    expect((await seriesOf(id, '1990-01-01', '2026-12-11', 'day', 'UTC')).points.length).toBeLessThanOrEqual(367);
    expect((await seriesOf(id, '2026-12-12', '2026-12-11', 'day', 'UTC')).points).toHaveLength(1);
  });

  it('has pre-saves in the hour of their consent, folded or not', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await consent(on.open.db, id, 'ada');
    const now = performance.timeOrigin + performance.now();
    const read = () => readSeries(id, { from: now - 2 * HOUR, to: now, unit: 'hour', zone: 'UTC' }, on.open.db);
    const before = await read();
    expect(before.map(({ presaves }) => presaves).reduce((a, b) => a + b)).toBe(1);
    await foldArrivals(on.open.db);
    expect(await read()).toEqual(before);
  });
});

describe('readBreakdown and readTop', () => {
  it('order by what matters, and leave out what has nothing', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(on.open.db, [
      ...views(slug, Date.UTC(2026, 11, 11), 9),
      { place: placeOn(slug, { country: 'IN', channel: 'tiktok' }) },
      { place: placeOn(slug, { country: 'IN', dsp: 'deezer' }), kind: 'taps' },
    ]);
    await consent(on.open.db, id, 'ada', { territory: 'FR' });
    const countries = await readBreakdown(id, { by: 'country' }, on.open.db);
    expect(countries.map(({ value, presaves, taps, views: n }) => [value, presaves, taps, n])).toEqual([
      ['FR', 1, 0, 0],
      ['IN', 0, 1, 1],
      ['DE', 0, 0, 9],
    ]);
    const top = await readTop(id, 1, on.open.db);
    expect(top.country).toEqual(countries.slice(0, 1));
    expect(top.dsp.map(({ value }) => value)).toEqual(['spotify']);
    expect(top.way).toEqual([]);
  });

  it('have the last days alone when asked', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const now = performance.timeOrigin + performance.now();
    await tell(on.open.db, [...views(slug, now - 3 * 86_400_000, 5), ...views(slug, now)]);
    await consent(on.open.db, id, 'ada');
    const [line] = await readBreakdown(id, { by: 'country', days: 2 }, on.open.db);
    expect(line).toMatchObject({ value: 'DE', views: 1, presaves: 1 });
    expect((await readBreakdown(id, { by: 'country', days: 5 }, on.open.db))[0]).toMatchObject({
      views: 6,
      presaves: 1,
    });
  });
});

describe('readLive', () => {
  it('has each of the last thirty minutes', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    const now = Date.UTC(2026, 11, 11, 20, 30, 12);
    await tell(on.open.db, [
      ...views(slug, Date.UTC(2026, 11, 11, 20, 30), 2),
      ...views(slug, Date.UTC(2026, 11, 11, 20, 1)),
      ...views(slug, Date.UTC(2026, 11, 11, 20, 0)),
    ]);
    const minutes = await readLive(id, now, on.open.db);
    expect(minutes).toHaveLength(LIVE_MINUTES);
    expect(minutes.map(minute => minute.views)).toEqual([1, ...Array<number>(28).fill(0), 2]);
  });
});

describe('compareRuns', () => {
  it('sets two campaigns beside each other at the same distance from their releases', async () => {
    const [now, last] = [await makeCampaign(on.open.db, -86_400), await makeCampaign(on.open.db, -86_400)];
    const [releaseNow, releaseThen] = [Date.UTC(2026, 11, 11), Date.UTC(2026, 5, 1)];
    // ten and two days before, here and there; there also after it
    await tell(on.open.db, [
      ...views(now.slug, releaseNow - 10 * 24 * HOUR, 4),
      ...views(now.slug, releaseNow - 2 * 24 * HOUR, 6),
      ...views(last.slug, releaseThen - 10 * 24 * HOUR, 3),
      ...views(last.slug, releaseThen - 2 * 24 * HOUR, 5),
      ...views(last.slug, releaseThen + HOUR, 100),
    ]);
    const at = (moment: number) =>
      compareRuns(
        { campaignId: now.id, releaseAt: releaseNow },
        { campaignId: last.id, releaseAt: releaseThen },
        moment,
        on.open.db,
      );
    const early = await at(releaseNow - 5 * 24 * HOUR);
    expect(early.sums[1].views).toBe(3);
    const before = await at(releaseNow - HOUR);
    expect(before.sums.map(({ views: n }) => n)).toEqual([10, 8]);
    expect(before.days[1].map(({ day, views: n }) => [day, n])).toEqual([
      [-10, 3],
      [-2, 5],
      [0, 100],
    ]);
  });
});

describe('exportCsv', () => {
  it('has every day, dimension and value, and no formula', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(on.open.db, [{ place: placeOn(slug, { channel: '-2+3 a' }), mark: 1n }]);
    const lines = (await exportCsv(id, on.open.db)).split('\r\n');
    expect(lines[0]).toBe('\uFEFFday,by,value,views,visitors,taps,reminders,presaves,doubtful');
    expect(lines).toContain('2026-12-11,all,,1,1,0,0,0,0');
    expect(lines).toContain('2026-12-11,channel,"\'-2+3 a",1,1,0,0,0,0');
    expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+\-@]/m);
  });
});

describe('however large a campaign gets', () => {
  it('no report reads a table from end to end', async () => {
    await on.test.sql`
      insert into audience_counts (campaign_id, dimension, value, views)
      select md5(c::text)::uuid, 'country', 'V' || v, 1 from generate_series(1, 200) c, generate_series(1, 200) v`;
    await on.test.sql`
      insert into audience_day_counts (campaign_id, dimension, day, value, views)
      select md5(c::text)::uuid, 'country', date '2026-01-01' + d, 'V' || v, 1
      from generate_series(1, 20) c, generate_series(1, 100) d, generate_series(1, 50) v`;
    for (const table of ['audience_quarter_counts', 'audience_minute_counts'])
      await on.test.sql`
        insert into ${on.test.sql(table)} (campaign_id, at, views)
        select md5(c::text)::uuid, timestamptz '2026-01-01' + q * interval '15 minutes', 1
        from generate_series(1, 20) c, generate_series(1, 5000) q`;
    await on.test.sql`
      insert into arrival_count_deltas select md5(c::text)::uuid, now(), 'spotify', 'DE', '', '', 1
      from generate_series(1, 50) c, generate_series(1, 1000) n`;
    await on.test.sql`
      insert into presave_counts select md5(c::text)::uuid, 'spotify', 'DE', 'held', 'r' || r, 1
      from generate_series(1, 200) c, generate_series(1, 50) r`;
    await on.test.sql`analyze`;
    // one of them, with rows of its own
    const [{ id } = { id: '' }] = await on.test.sql<{ id: string }[]>`select md5('7')::uuid as id`;
    const spied = Object.create(on.open.db) as typeof on.open.db;
    const asked: ReturnType<typeof sql>[] = [];
    spied.execute = ((query: ReturnType<typeof sql>) => {
      asked.push(query);
      return on.open.db.execute(query);
    }) as typeof spied.execute;
    const now = Date.UTC(2026, 11, 11);
    await readSummary(id, spied);
    await readSeries(id, { from: now - 20 * 24 * HOUR, to: now, unit: 'hour', zone: 'Asia/Kolkata' }, spied);
    await readSeries(id, { from: now - 20 * 24 * HOUR, to: now, unit: 'day', zone: 'Asia/Kolkata' }, spied);
    await readBreakdown(id, { by: 'country' }, spied);
    await readBreakdown(id, { by: 'country', days: 7 }, spied);
    await readTop(id, 5, spied);
    await readLive(id, now, spied);
    await compareRuns({ campaignId: id, releaseAt: now }, { campaignId: id, releaseAt: now }, now, spied);
    await exportCsv(id, spied);
    expect(asked).toHaveLength(14);
    const slow: string[] = [];
    for (const query of asked) {
      const plan = await on.open.db.execute<{ 'QUERY PLAN': string }>(sql`explain ${query}`);
      slow.push(
        ...plan.map(row => row['QUERY PLAN']).filter(line => /Seq Scan on (audience|arrival|presave)/.test(line)),
      );
    }
    // presave_count_deltas is empty after every fold and has no index; what it has is what came since
    expect(slow.filter(line => !line.includes('presave_count_deltas'))).toEqual([]);
  });
});
