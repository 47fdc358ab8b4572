import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../db';
import { MAX_CHANNELS, MAX_CHANNELS_IN_ALL, NO_CHANNEL, OTHER_CHANNEL } from '../domain/audience';
import { CHANNELS } from '../domain/channels';
import { isSampled, sampleLevel, sampleWeight } from '../domain/visitor-sample';
import type { Batch } from './buffer';

const HOUR_MS = 3_600_000;
const EVERY_CAMPAIGNS = new Set(CHANNELS.map(({ code }) => code));

type Known = { id: string; slug: string; day: string | null; kept: number };

/**
 * Writes a batch into the sums, in one transaction of a few statements whatever its size. Events of addresses where no campaign is
 * published are nobody's. Rows are taken in one order, so that instances that flush at once do not stand in each other's way.
 */
export async function flush(db: Db, batch: Batch, now: number): Promise<void> {
  await db.transaction(async tx => {
    const campaigns = await campaignsOf(tx, batch);
    if (campaigns.size > 0) {
      const channelOf = await placedChannels(tx, batch, campaigns);
      await write(tx, batch, campaigns, channelOf);
    }
    if (batch.lost > 0)
      await tx.execute(sql`
        insert into event_losses as l (at, n) values (to_timestamp(${Math.floor(now / HOUR_MS) * (HOUR_MS / 1000)}), ${batch.lost})
        on conflict (at) do update set n = l.n + excluded.n`);
  });
}

/** The campaigns of a batch by their slugs, held against being deleted meanwhile, and how many visitors each has kept today. */
async function campaignsOf(tx: Tx, { tallies }: Batch): Promise<Map<string, Known>> {
  const slugs = [...new Set(tallies.map(({ slug }) => slug))];
  if (slugs.length === 0) return new Map();
  const rows = await tx.execute<Known>(sql`
    select c.id, c.slug, d.day::text, coalesce(d.kept, 0) as kept
    from campaigns c left join visitor_days d on d.campaign_id = c.id
    where c.slug = any(${sql.param(slugs)}::text[]) and c.published_at is not null
    order by c.id for key share of c`);
  return new Map(rows.map(row => [row.slug, row]));
}

type ChannelOf = (campaignId: string, channel: string) => string;

/** Under which name each channel is counted: its own where it has a place. */
async function placedChannels(tx: Tx, { tallies }: Batch, campaigns: ReadonlyMap<string, Known>): Promise<ChannelOf> {
  const wanted = new Map<string, { campaign: string; most: number; codes: Set<string> }>();
  for (const { slug, channel } of tallies) {
    const campaign = campaigns.get(slug)?.id;
    if (campaign === undefined || channel === NO_CHANNEL) continue;
    const most = EVERY_CAMPAIGNS.has(channel) ? MAX_CHANNELS_IN_ALL : MAX_CHANNELS;
    const key = `${campaign} ${most}`;
    const { codes } = wanted.get(key) ?? setIn(wanted, key, { campaign, most, codes: new Set<string>() });
    codes.add(channel);
  }
  if (wanted.size === 0) return (_, channel) => channel;
  const asked = [...wanted.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { codes, ...rest }]) => ({
      ...rest,
      codes: [...codes],
    }));
  const rows = await tx.execute<{ campaign: string; code: string }>(sql`
    select w.campaign, place_channels(w.campaign, w.codes, w.most) as code
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as w(campaign uuid, codes text[], most int)`);
  const placed = new Set(rows.map(({ campaign, code }) => `${campaign} ${code}`));
  return (campaign, channel) =>
    channel === NO_CHANNEL || placed.has(`${campaign} ${channel}`) ? channel : OTHER_CHANNEL;
}

function setIn<V>(map: Map<string, V>, key: string, value: V): V {
  map.set(key, value);
  return value;
}

async function write(
  tx: Tx,
  { tallies, seen }: Batch,
  campaigns: ReadonlyMap<string, Known>,
  channelOf: ChannelOf,
): Promise<void> {
  const placed = <L extends { slug: string; at: number; channel: string }>({ slug, ...line }: L) => {
    const campaign = campaigns.get(slug);
    if (!campaign) return [];
    return [{ ...line, campaign: campaign.id, at: line.at / 1000, channel: channelOf(campaign.id, line.channel) }];
  };
  const counted = tallies.flatMap(placed);
  const marked = seen.flatMap(({ mark, ...one }) => {
    const campaign = campaigns.get(one.slug);
    const level = sampleLevel(campaign?.day === one.day ? campaign.kept : 0);
    if (!isSampled(mark, level)) return [];
    return placed(one).map(line => ({ ...line, mark: mark.toString(), weight: sampleWeight(level) }));
  });
  await tx.execute(sql`
    with counted as (
      select campaign, to_timestamp(at) as at, channel, country, device, app, dsp, way, views, taps, reminders
      from jsonb_to_recordset(${JSON.stringify(counted)}::text::jsonb) as e(
        campaign uuid, at float8, channel text, country text, device text, app text, dsp text, way text,
        views bigint, taps bigint, reminders bigint)
    ), marked as (
      select campaign, to_timestamp(at) as at, day, mark, weight, channel, country, device, app
      from jsonb_to_recordset(${JSON.stringify(marked)}::text::jsonb) as v(
        campaign uuid, at float8, day date, mark bigint, weight bigint, channel text, country text, device text, app text)
    ), fresh as (
      insert into visitors (campaign_id, mark, day) select campaign, mark, day from marked order by 1, 2
      on conflict (campaign_id, mark) do nothing returning campaign_id, mark
    ), arrived as (
      select m.* from marked m join fresh f on f.campaign_id = m.campaign and f.mark = m.mark
    ), kept as (
      insert into visitor_days as d (campaign_id, day, kept)
      select distinct on (campaign) campaign, day, count(*) from arrived group by campaign, day order by campaign, day desc
      on conflict (campaign_id) do update set day = excluded.day,
        kept = case when d.day = excluded.day then d.kept else 0 end + excluded.kept
      where d.day <= excluded.day
    ), events as (
      select campaign, at, channel, country, device, app, dsp, way, views, 0 as visitors, taps, reminders from counted
      union all
      select campaign, at, channel, country, device, app, '', '', 0, weight, 0, 0 from arrived
    ), lines as (
      select e.campaign, e.at, s.dimension, s.value, e.views, e.visitors, e.taps, e.reminders
      from events e cross join lateral (
        values ('all', ''), ('channel', e.channel), ('country', e.country), ('device', e.device), ('app', e.app),
          ('dsp', nullif(e.dsp, '')), ('way', nullif(e.way, ''))
      ) s(dimension, value) where s.value is not null
    ), totals as (
      insert into audience_counts as t (campaign_id, dimension, value, views, visitors, taps, reminders)
      select campaign, dimension, value, sum(views), sum(visitors), sum(taps), sum(reminders) from lines
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (campaign_id, dimension, value) do update set ${MORE}
    ), days as (
      insert into audience_day_counts as t (campaign_id, dimension, day, value, views, visitors, taps, reminders)
      select campaign, dimension, (at at time zone 'UTC')::date, value, sum(views), sum(visitors), sum(taps), sum(reminders)
      from lines group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (campaign_id, dimension, day, value) do update set ${MORE}
    ), quarters as (
      insert into audience_quarter_counts as t (campaign_id, at, views, visitors, taps, reminders)
      select campaign, date_bin('15 minutes', at, 'epoch'), sum(views), sum(visitors), sum(taps), sum(reminders)
      from events group by 1, 2 order by 1, 2
      on conflict (campaign_id, at) do update set ${MORE}
    )
    insert into audience_minute_counts as t (campaign_id, at, views, visitors, taps, reminders)
    select campaign, at, sum(views), sum(visitors), sum(taps), sum(reminders) from events group by 1, 2 order by 1, 2
    on conflict (campaign_id, at) do update set ${MORE}`);
}

const MORE = sql.raw(
  ['views', 'visitors', 'taps', 'reminders'].map(column => `${column} = t.${column} + excluded.${column}`).join(', '),
);
