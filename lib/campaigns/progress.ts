import { sql } from 'drizzle-orm';
import { databaseNow, type Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
import type { ServiceProgress, Stop } from '../domain/progress';
import type { Release } from '../domain/release';
import { foldCounts, readCounts, type Counts } from './counts';
import { readMarkets, type MarketLine } from './markets';
import { sumProgress } from './progress-sums';

/** Where a campaign stands at `now`, which is the database's (epoch ms). */
export type Progress = {
  now: number;
  services: ServiceProgress[];
  stops: Stop[];
  markets: MarketLine[];
  counts: Counts;
};

/** So many of the newest ledger lines (claims among them), and none older (s), tell how fast it goes. */
const RECENT = { lines: 5_000, seconds: 60 };

/** Reads where a campaign's pre-saves stand. Cheap enough for every second, however many there are. */
export async function readProgress(db: Db, campaign: { id: string; release: Release }): Promise<Progress> {
  await foldCounts(db);
  const counts = await readCounts(db, campaign.id);
  const markets = await readMarkets(db, campaign.id);
  const stops = await readStops(db);
  const now = await databaseNow(db);
  return {
    now,
    services: sumProgress(counts.presaves, markets, campaign.release, now),
    stops: stops.filter(stop => stop.untilMs > now),
    markets,
    counts,
  };
}

/** The longest stop of each DSP: one that is blocked for any client of this database is shown. */
async function readStops(db: Db): Promise<Stop[]> {
  const rows = await db.execute<{ dsp: Dsp; until_ms: number; reason: Reason | null }>(sql`
    select distinct on (dsp) dsp, (extract(epoch from blocked_until) * 1000)::float8 as until_ms, reason
    from pace_gates where blocked_until > now() order by dsp, blocked_until desc`);
  return rows.map(row => ({ dsp: row.dsp, untilMs: row.until_ms, reason: row.reason }));
}

/** Saves per second of each service by the campaign's newest ledger lines, accepted ones too; a service that saved nothing lately is left out. */
export async function recentRates(db: Db, campaignId: string): Promise<Map<Dsp, number>> {
  const rows = await db.execute<{ dsp: Dsp; rate: number }>(sql`
    with recent as materialized (
      select presave_id, from_state, to_state, at from (
        select presave_id, from_state, to_state, at from ledger
        -- a range and not an equation: the end of this campaign's index, and never back through everybody's lines to it
        where campaign_id >= ${campaignId}::uuid and campaign_id <= ${campaignId}::uuid
        order by campaign_id desc, id desc limit ${RECENT.lines}
      ) newest where at > now() - make_interval(secs => ${RECENT.seconds})
    ), span as (
      select greatest(0.1, extract(epoch from clock_timestamp() - min(at)))::float8 as seconds from recent
    )
    -- limit 1 keeps this a look-up of each row by its key, and never a scan of all
    select p.dsp, count(*) / min(span.seconds) as rate
    from span, recent r cross join lateral (select dsp from presaves where id = r.presave_id limit 1) p
    where r.from_state = 'saving' and r.to_state in ('saved', 'accepted') group by p.dsp`);
  return new Map(rows.map(row => [row.dsp, row.rate]));
}
