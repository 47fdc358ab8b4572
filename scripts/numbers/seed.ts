import type postgres from 'postgres';

export const SEEDED_VIEWS = 10_000_000;
export const DAYS = 90;

/** As many values as each dimension can well have: every country, every channel there is room for, every app. */
const VALUES: Record<string, number> = { all: 1, country: 249, channel: 101, device: 3, app: 12, dsp: 9, way: 3 };

/**
 * Ten million views of one campaign as the roll-ups keep them: for ninety days, every quarter of an hour, every value on every day.
 * Spread evenly with what is left over in the first, so that each dimension adds up to all of them.
 */
export async function seedNumbers(client: postgres.Sql, campaignId: string, now: number): Promise<void> {
  const at = now / 1000;
  await client.begin(async sql => {
    for (const [dimension, values] of Object.entries(VALUES)) {
      const value = dimension === 'all' ? sql`''` : sql`case when v = 1 then 'DE' else 'V' || v end`;
      const cells = values * DAYS;
      const [share, left] = [Math.floor(SEEDED_VIEWS / cells), SEEDED_VIEWS % cells];
      await sql`
        insert into audience_day_counts (campaign_id, dimension, day, value, views, visitors, taps, reminders, presaves, doubtful)
        select ${campaignId}::uuid, ${dimension}, (to_timestamp(${at}) at time zone 'UTC')::date - d, ${value},
          ${share}::int + case when v = 1 and d = 0 then ${left}::int else 0 end, ${share}::int / 2, ${share}::int / 4, 0, ${share}::int / 10, 0
        from generate_series(0, ${DAYS - 1}::int) d, generate_series(1, ${values}::int) v`;
    }
    await sql`
      insert into audience_counts (campaign_id, dimension, value, views, visitors, taps, reminders, presaves, doubtful)
      select campaign_id, dimension, value, sum(views), sum(visitors), sum(taps), sum(reminders), sum(presaves), sum(doubtful)
      from audience_day_counts where campaign_id = ${campaignId}::uuid group by 1, 2, 3`;
    await sql`
      insert into audience_quarter_counts (campaign_id, at, views, visitors, taps, presaves)
      select ${campaignId}::uuid, date_bin('15 minutes', to_timestamp(${at}), 'epoch') - q * interval '15 minutes', 1157, 578, 289, 115
      from generate_series(0, ${DAYS * 96 - 1}::int) q`;
    await sql`
      insert into audience_minute_counts (campaign_id, at, views, visitors, taps, presaves)
      select ${campaignId}::uuid, date_trunc('minute', to_timestamp(${at})) - m * interval '1 minute', 77, 38, 19, 7
      from generate_series(0, 1439) m`;
    await sql`
      insert into presave_counts (campaign_id, dsp, territory, state, reason, n)
      select ${campaignId}::uuid, dsp, 'V' || t, state, 'consented', 100
      from unnest(array['spotify', 'deezer']) dsp, unnest(array['held', 'saved']) state, generate_series(1, 249) t`;
  });
  await client`analyze`;
}
