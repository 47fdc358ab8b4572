import { sql } from 'drizzle-orm';
import type { Db } from '../db';
import type { PresaveState, Reason } from '../domain/presave-state';

export type LedgerLine = { dsp: string; state: PresaveState; reason: Reason; count: number };
export type MarketLine = {
  dsp: string;
  market: string;
  momentMs: number;
  open: boolean;
  lastAnswer: string | null;
  probes: number;
};
export type LedgerSheet = {
  lines: LedgerLine[];
  total: number;
  consents: number;
  unexplained: number;
  markets: MarketLine[];
};

/**
 * The ledger of one campaign: pre-saves by state and reason, which add up to the total. `unexplained` counts pre-saves whose state
 * is not where the ledger's last step left them; it must be zero.
 */
export async function readLedger(db: Db, campaignId: string): Promise<LedgerSheet> {
  const lines = await db.execute<LedgerLine>(sql`
    select dsp, state, reason, count(*)::int as count from presaves where campaign_id = ${campaignId}::uuid
    group by dsp, state, reason order by dsp, state, reason`);
  const [sums] = await db.execute<{ consents: number; unexplained: number }>(sql`
    select (select count(*) from ledger where campaign_id = ${campaignId}::uuid and from_state = 'new')::int as consents,
      (select count(*) from presaves p where p.campaign_id = ${campaignId}::uuid and p.state is distinct from
        (select l.to_state from ledger l where l.presave_id = p.id order by l.id desc limit 1))::int as unexplained`);
  const markets = await db.execute<{
    dsp: string;
    market: string;
    moment_ms: string;
    open: boolean;
    last_answer: string | null;
    probes: number;
  }>(sql`
    select m.dsp, m.market, (extract(epoch from m.moment) * 1000)::bigint as moment_ms, m.opened_at is not null as open, m.last_answer, m.probes
    from market_openings m join campaigns c on c.id = m.campaign_id and c.release_revision = m.release_revision
    where m.campaign_id = ${campaignId}::uuid order by m.moment, m.dsp, m.market`);
  return {
    lines: [...lines],
    total: lines.reduce((sum, line) => sum + line.count, 0),
    consents: sums?.consents ?? 0,
    unexplained: sums?.unexplained ?? 0,
    markets: markets.map(m => ({
      dsp: m.dsp,
      market: m.market,
      momentMs: Number(m.moment_ms),
      open: m.open,
      lastAnswer: m.last_answer,
      probes: m.probes,
    })),
  };
}
