import { describe, expect, it } from 'vitest';
import { MAX_CHANNELS, OTHER_CHANNEL } from '../domain/audience';
import { accountKey } from '../presaves/keys';
import { withdraw } from '../presaves/withdraw';
import { placeOn, sumsOf, tell } from '../testing/audience';
import { consent, makeCampaign } from '../testing/campaigns';
import { releaseDayDatabase } from '../testing/release-day';
import { foldArrivals } from './keep';

const on = releaseDayDatabase();

async function accepted(campaignId: string, fan: string, change: Parameters<typeof consent>[3] = {}) {
  const answer = await consent(on.open.db, campaignId, fan, change);
  if (answer.kind !== 'accepted') throw new Error(answer.kind);
  return answer;
}

/** The same from every table, folded or not; presaves alone. */
async function arrivals(id: string) {
  const { sql } = on.test;
  const [row] = await sql<{ all: number; days: number; quarters: number; minutes: number; facts: number }[]>`
    select
      (select coalesce(sum(presaves), 0)::int from audience_tally where campaign_id = ${id} and dimension = 'all') as all,
      (select coalesce(sum(presaves), 0)::int from audience_day_tally where campaign_id = ${id} and dimension = 'dsp') as days,
      (select coalesce(sum(presaves), 0)::int from audience_quarter_tally where campaign_id = ${id}) as quarters,
      (select coalesce(sum(presaves), 0)::int from audience_minute_tally where campaign_id = ${id}) as minutes,
      (select count(*)::int from presaves where campaign_id = ${id} and state <> 'withdrawn') as facts`;
  return row;
}

describe('arrivals', () => {
  it('every pre-save is in every sum from its transaction on, folded or not', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await accepted(id, 'ada');
    await accepted(id, 'bo', { territory: 'IN' });
    await accepted(id, 'bo', { territory: 'IN' });
    const expected = {
      'all=': { presaves: 2 },
      'channel=': { presaves: 2 },
      'country=DE': { presaves: 1 },
      'country=IN': { presaves: 1 },
      'dsp=spotify': { presaves: 2 },
    };
    expect(await sumsOf(on.open.db, id)).toEqual(expected);
    expect(await foldArrivals(on.open.db)).toBe(2);
    expect(await foldArrivals(on.open.db)).toBe(0);
    expect(await sumsOf(on.open.db, id)).toEqual(expected);
    expect(await arrivals(id)).toEqual({ all: 2, days: 2, quarters: 2, minutes: 2, facts: 2 });
  });

  it('a withdrawal takes it out of every sum, from where it was put', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const { passToken, presaveId } = await accepted(id, 'ada');
    await accepted(id, 'bo', { territory: 'US' });
    await on.test.sql`update presaves set channel = 'Backstage', doubt = 'velocity' where id = ${presaveId}`;
    await foldArrivals(on.open.db);
    expect((await sumsOf(on.open.db, id))['channel=backstage']).toEqual({ presaves: 1, doubtful: 1 });
    expect((await sumsOf(on.open.db, id))['doubt=velocity']).toEqual({ presaves: 1, doubtful: 1 });
    await withdraw(passToken, on.open.db);
    const left = {
      'all=': { presaves: 1 },
      'channel=': { presaves: 1 },
      'country=US': { presaves: 1 },
      'dsp=spotify': { presaves: 1 },
    };
    expect(await sumsOf(on.open.db, id)).toEqual(left);
    await foldArrivals(on.open.db);
    expect(await sumsOf(on.open.db, id)).toEqual(left);
    expect(await arrivals(id)).toEqual({ all: 1, days: 1, quarters: 1, minutes: 1, facts: 1 });
  });

  it('a withdrawal takes the evidence along', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const { passToken, presaveId } = await accepted(id, 'ada');
    await on.test.sql`insert into presave_evidence (presave_id, campaign_id, network, visitor, tracked, day)
      values (${presaveId}, ${id}, 1, 2, true, current_date)`;
    await withdraw(passToken, on.open.db);
    expect(await on.test.sql`select 1 from presave_evidence where presave_id = ${presaveId}`).toHaveLength(0);
  });

  it('steps of the release day change nothing here', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await accepted(id, 'ada');
    await foldArrivals(on.open.db);
    await on.test
      .sql`update presaves set state = 'saving', lease_owner = 'w', lease_until = now() where campaign_id = ${id}`;
    await on.test
      .sql`update presaves set state = 'saved', lease_owner = null, lease_until = null, saved_at = now() where campaign_id = ${id}`;
    expect(await on.test.sql`select 1 from arrival_count_deltas`).toHaveLength(0);
    expect(await arrivals(id)).toEqual({ all: 1, days: 1, quarters: 1, minutes: 1, facts: 1 });
  });

  it('made-up channels of pre-saves share the places with those of visitors', async () => {
    const { id, slug } = await makeCampaign(on.open.db, -86_400);
    await tell(
      on.open.db,
      Array.from({ length: 95 }, (_, i) => ({ place: placeOn(slug, { channel: `seen ${i}` }) })),
    );
    const key = accountKey('s'.repeat(32), 'spotify', 'x');
    await on.test.sql`insert into presaves (campaign_id, dsp, account_key, territory, channel, state, reason)
      select ${id}, 'spotify', ${key} || i, 'DE', 'Made ' || i, 'held', 'consented' from generate_series(1, 50) i`;
    while ((await foldArrivals(on.open.db)) > 0);
    const channels = Object.entries(await sumsOf(on.open.db, id)).filter(([at]) => at.startsWith('channel='));
    expect(channels).toHaveLength(MAX_CHANNELS + 1);
    expect(Object.fromEntries(channels)[`channel=${OTHER_CHANNEL}`]).toEqual({ presaves: 45 });
    await on.test
      .sql`update presaves set state = 'withdrawn', account_key = null, channel = null, territory = 'ZZ' where campaign_id = ${id}`;
    while ((await foldArrivals(on.open.db)) > 0);
    const left = Object.values(await sumsOf(on.open.db, id)).filter(({ presaves }) => presaves !== undefined);
    expect(left).toEqual([]);
  });

  it('folds at once from several workers count everything once', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await on.test.sql`insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
      select ${id}, 'spotify', 'key ' || i, case when i % 2 = 0 then 'DE' else 'FR' end, 'held', 'consented'
      from generate_series(1, 500) i`;
    await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        await accepted(id, `fan ${i}`);
        await foldArrivals(on.open.db);
      }),
    );
    await foldArrivals(on.open.db);
    expect(await arrivals(id)).toEqual({ all: 512, days: 512, quarters: 512, minutes: 512, facts: 512 });
  });

  it('goes with its campaign, folded or not', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await accepted(id, 'ada');
    await foldArrivals(on.open.db);
    await accepted(id, 'bo');
    await on.test.sql`delete from campaigns where id = ${id}`;
    expect(await arrivals(id)).toEqual({ all: 0, days: 0, quarters: 0, minutes: 0, facts: 0 });
    expect(await on.test.sql`select 1 from arrival_count_deltas where campaign_id = ${id}`).toHaveLength(0);
  });
});
