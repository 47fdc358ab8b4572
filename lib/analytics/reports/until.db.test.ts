import { describe, expect, it } from 'vitest';
import { placeOn, tell } from '../../testing/audience';
import { consent, makeCampaign } from '../../testing/campaigns';
import { releaseDayDatabase } from '../../testing/release-day';
import { foldArrivals } from '../keep';
import { between, readUntil } from './until';

const on = releaseDayDatabase();
const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 11, 7);

describe('readUntil', () => {
  it('has what came before each instant and nothing of what came after, whatever the hour', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    // one view in each quarter of an hour of three days
    const views = Array.from({ length: 3 * 96 }, (_, i) => MONDAY + i * 900_000);
    await tell(
      on.open.db,
      views.map(at => ({ place: placeOn(slug, { at }) })),
    );
    const instants = Array.from({ length: 90 }, (_, i) => MONDAY - 5 * HOUR + i * 0.91 * HOUR);
    const untils = await readUntil(id, instants, on.open.db);
    const quarter = (at: number) => Math.floor(at / 900_000) * 900_000;
    expect(untils.map(until => until.views)).toEqual(
      instants.map(instant => views.filter(at => at < quarter(instant)).length),
    );
  });

  it('has pre-saves whether they are folded or not, the doubtful told apart', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    for (const fan of ['ada', 'bo']) await consent(on.open.db, id, fan);
    await on.test.sql`update presaves set doubt = 'velocity' where account_key = 'key of bo'`;
    const now = performance.timeOrigin + performance.now();
    const read = () => readUntil(id, [now - 30 * 24 * HOUR, now + HOUR], on.open.db);
    const [before, after] = await read();
    expect(before).toMatchObject({ presaves: 0 });
    expect(after).toMatchObject({ presaves: 2, doubtful: 1 });
    await foldArrivals(on.open.db);
    expect(await read()).toEqual([before, after]);
  });

  it('of a campaign that nobody came to is nothing', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const [one = null, other = null] = await readUntil(id, [MONDAY, MONDAY + HOUR], on.open.db);
    expect(one && other && between(one, other)).toEqual({
      views: 0,
      visitors: 0,
      taps: 0,
      reminders: 0,
      presaves: 0,
      doubtful: 0,
    });
  });
});
