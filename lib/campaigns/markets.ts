import { sql } from 'drizzle-orm';
import type { Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Candidate } from '../domain/same-release';

/** What a DSP last said of the release in one market, under its present date. Instants are epoch ms. */
export type MarketLine = {
  dsp: Dsp;
  market: string;
  momentMs: number;
  open: boolean;
  lastAnswer: string | null;
  probes: number;
  /** null: not asked again */
  nextProbeMs: number | null;
  /** a match that only the artist can confirm, and has not refused */
  candidate: Candidate | null;
};

/** The markets of a campaign that a DSP has been asked about, first moments first. */
export async function readMarkets(db: Db, campaignId: string): Promise<MarketLine[]> {
  const rows = await db.execute<{
    dsp: Dsp;
    market: string;
    moment_ms: number;
    open: boolean;
    last_answer: string | null;
    probes: number;
    next_ms: number;
    candidate: Candidate | null;
  }>(sql`
    select m.dsp, m.market, (extract(epoch from m.moment) * 1000)::float8 as moment_ms, m.opened_at is not null as open,
      m.last_answer, m.probes, (extract(epoch from m.next_probe_at) * 1000)::float8 as next_ms,
      case when r.uri is null then m.candidate end as candidate
    from market_openings m join campaigns c on c.id = m.campaign_id and c.release_revision = m.release_revision
    left join refused_matches r on r.campaign_id = m.campaign_id and r.dsp = m.dsp and r.uri = m.candidate ->> 'uri'
    where m.campaign_id = ${campaignId}::uuid order by m.moment, m.dsp, m.market`);
  return rows.map(row => ({
    dsp: row.dsp,
    market: row.market,
    momentMs: row.moment_ms,
    open: row.open,
    lastAnswer: row.last_answer,
    probes: row.probes,
    nextProbeMs: row.open || !Number.isFinite(row.next_ms) ? null : row.next_ms,
    candidate: row.open || row.last_answer !== 'other_release' ? null : row.candidate,
  }));
}
