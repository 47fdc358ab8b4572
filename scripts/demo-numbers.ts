import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { releaseMoment } from '../lib/domain/release-moment';
import type { Release } from '../lib/domain/release';
import type { SealingKey } from '../lib/env';
import { seal } from '../lib/vault/seal';
import type { DemoVisit } from './demo-visits';

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;
const CHUNK = 5_000;

type Line = { dimension: string; value: string; day: string; views: number; taps: number; reminders: number };

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Adds made-up visits to a campaign's sums, as if the page had told of each. */
export async function storeVisits(
  client: postgres.Sql,
  campaignId: string,
  visits: readonly DemoVisit[],
): Promise<void> {
  const seen = visits.filter(({ doubtful }) => !doubtful);
  const lines = JSON.stringify(linesOf(seen));
  await client`
    insert into audience_day_counts as t (campaign_id, dimension, value, day, views, visitors, taps, reminders)
    select ${campaignId}, dimension, value, day, views, views, taps, reminders
    from jsonb_to_recordset(${lines}::text::jsonb) as l(dimension text, value text, day date, views int, taps int, reminders int)
    on conflict (campaign_id, dimension, day, value) do update set views = t.views + excluded.views,
      visitors = t.visitors + excluded.visitors, taps = t.taps + excluded.taps, reminders = t.reminders + excluded.reminders`;
  await client`
    insert into audience_counts as t (campaign_id, dimension, value, views, visitors, taps, reminders)
    select campaign_id, dimension, value, sum(views), sum(visitors), sum(taps), sum(reminders) from audience_day_counts
    where campaign_id = ${campaignId} group by 1, 2, 3
    on conflict (campaign_id, dimension, value) do update set views = excluded.views, visitors = excluded.visitors,
      taps = excluded.taps, reminders = excluded.reminders`;
  await client`
    insert into audience_quarter_counts as t (campaign_id, at, views, visitors, taps, reminders)
    select ${campaignId}, to_timestamp(at), views, views, taps, reminders
    from jsonb_to_recordset(${JSON.stringify(quartersOf(seen))}::text::jsonb) as q(at float8, views int, taps int, reminders int)
    on conflict (campaign_id, at) do update set views = t.views + excluded.views, visitors = t.visitors + excluded.visitors,
      taps = t.taps + excluded.taps, reminders = t.reminders + excluded.reminders`;
  await client`
    insert into reminders as t (campaign_id, day, n)
    select campaign_id, day, reminders from audience_day_counts
    where campaign_id = ${campaignId} and dimension = 'all' and reminders > 0
    on conflict (campaign_id, day) do update set n = excluded.n`;
}

function linesOf(visits: readonly DemoVisit[]): Line[] {
  const lines = new Map<string, Line>();
  const add = (visit: DemoVisit, dimension: string, value: string, what: Partial<Line>) => {
    const day = dayOf(visit.at);
    const key = `${dimension} ${value} ${day}`;
    const line = lines.get(key) ?? { dimension, value, day, views: 0, taps: 0, reminders: 0 };
    lines.set(key, line);
    line.views += what.views ?? 0;
    line.taps += what.taps ?? 0;
    line.reminders += what.reminders ?? 0;
  };
  for (const visit of visits) {
    const what = { views: 1, taps: visit.tapped ? 1 : 0, reminders: visit.result === 'reminder' ? 1 : 0 };
    for (const [dimension, value] of [
      ['all', ''],
      ['channel', visit.channel],
      ['country', visit.country],
      ['device', visit.device],
      ['app', visit.app],
    ] as const)
      add(visit, dimension, value, what);
    if (visit.tapped) add(visit, 'dsp', visit.tapped, { taps: 1 });
    if (what.reminders) add(visit, 'way', 'file', { reminders: 1 });
  }
  return [...lines.values()];
}

function quartersOf(visits: readonly DemoVisit[]) {
  const quarters = new Map<number, { at: number; views: number; taps: number; reminders: number }>();
  for (const visit of visits) {
    const at = Math.floor(visit.at / QUARTER_MS) * (QUARTER_MS / 1000);
    const quarter = quarters.get(at) ?? { at, views: 0, taps: 0, reminders: 0 };
    quarters.set(at, quarter);
    quarter.views += 1;
    quarter.taps += visit.tapped ? 1 : 0;
    quarter.reminders += visit.result === 'reminder' ? 1 : 0;
  }
  return [...quarters.values()];
}

type Wait = { campaignId: string; release: Release; ring: readonly SealingKey[]; now: number };

/**
 * Puts the pre-saves of made-up visits into the database, each with its whole ledger: waiting, or saved within the hour after its
 * territory's moment; a few have to renew, or were refused. What waits holds a sealed permission that no service knows.
 */
export async function storePresaves(
  client: postgres.Sql,
  { campaignId, release, ring, now }: Wait,
  visits: readonly DemoVisit[],
): Promise<number> {
  const rows = visits.flatMap((visit, i) => {
    if (visit.result !== 'presave' || !visit.tapped) return [];
    const id = randomUUID();
    const moment = releaseMoment(release, visit.country);
    const state = moment > now ? 'held' : i % 67 === 0 ? 'needs_reconnect' : i % 151 === 0 ? 'refused' : 'saved';
    const done = Math.max(visit.at, moment) + (i % 3_400) * 1_000;
    const sealed = seal(ring, { table: 'grants', id, dsp: visit.tapped }, `made up for the demo ${id}`).toString('hex');
    return [
      {
        id,
        dsp: visit.tapped,
        territory: visit.country,
        channel: visit.channel || null,
        doubt: visit.doubtful ? 'account_burst' : 'none',
        at: visit.at / 1000,
        state: done > now ? 'held' : state,
        done: done / 1000,
        sealed,
      },
    ];
  });
  for (let from = 0; from < rows.length; from += CHUNK)
    await storeChunk(client, campaignId, JSON.stringify(rows.slice(from, from + CHUNK)), now);
  return rows.length;
}

async function storeChunk(client: postgres.Sql, campaignId: string, json: string, now: number): Promise<void> {
  await client.begin(async sql => {
    await sql`create temporary table demo on commit drop as
      select *, case state when 'held' then 'consented' when 'saved' then 'saved' when 'refused' then 'dsp_refused'
          else 'grant_rejected' end as reason
      from jsonb_to_recordset(${json}::text::jsonb) as r(id uuid, dsp text, territory text, channel text, doubt text, at float8,
        state text, done float8, sealed text)`;
    await sql`insert into presaves (id, campaign_id, dsp, account_key, territory, zone, channel, doubt, state, reason, saved_at,
        created_at, updated_at, next_attempt_at)
      select id, ${campaignId}, dsp, 'demo ' || id, territory, null, channel, doubt, state, reason,
        case state when 'saved' then to_timestamp(done) end, to_timestamp(at),
        to_timestamp(case state when 'held' then at else done end), to_timestamp(at) from demo`;
    await sql`insert into grants (presave_id, dsp, sealed, authorized_at, hard_expiry)
      select id, dsp, decode(sealed, 'hex'), to_timestamp(at), to_timestamp(${(now + 170 * DAY_MS) / 1000}) from demo
      where state = 'held'`;
    await sql`insert into ledger (presave_id, campaign_id, at, from_state, to_state, reason, actor)
      select id, ${campaignId}, to_timestamp(at), 'new', 'held', 'consented', 'fan' from demo order by at`;
    await sql`insert into ledger (presave_id, campaign_id, at, from_state, to_state, reason, actor)
      select id, ${campaignId}, to_timestamp(done), 'held', 'saving', 'claimed', 'worker' from demo where state <> 'held' order by done`;
    await sql`insert into ledger (presave_id, campaign_id, at, from_state, to_state, reason, actor)
      select id, ${campaignId}, to_timestamp(done), 'saving', state, reason, 'worker' from demo where state <> 'held' order by done`;
  });
}
