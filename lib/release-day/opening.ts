import { sql } from 'drizzle-orm';
import { at, type Tx } from '../db';
import { invalidatePages } from '../page-cache/notify';
import type { Market, Verdict } from './probe';
import type { WorkerContext } from './types';

/**
 * Writes what a DSP said of a market, unless the release was moved while it was being asked. `nextAt` (epoch ms) is when to ask
 * again; null when the release has been awaited in vain for so long that the ledger is told. Answers whether the market opened.
 */
export async function recordAnswer(
  ctx: WorkerContext,
  market: Market,
  verdict: Verdict,
  nextAt: number | null,
): Promise<boolean> {
  return ctx.db.transaction(async tx => {
    const written = await writeOpening(tx, market, verdict, nextAt);
    if (!written) return false;
    if (verdict.open) await writeLink(tx, market, verdict);
    else if (nextAt === null) await tellLedger(tx, market);
    return verdict.open;
  });
}

async function writeOpening(tx: Tx, market: Market, verdict: Verdict, nextAt: number | null): Promise<boolean> {
  const { candidate } = verdict;
  const written = await tx.execute(sql`
    insert into market_openings
      (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer, opened_at, uri, candidate)
    select c.id, ${market.dsp}, ${market.market}, c.release_revision, ${at(market.moment)}, ${market.probes + 1},
      ${nextAt === null ? sql`'infinity'::timestamptz` : at(nextAt)}, ${verdict.open ? 'live' : verdict.answer},
      ${verdict.open ? sql`clock_timestamp()` : sql`null`}, ${verdict.open ? verdict.uri : null},
      ${candidate ? JSON.stringify(candidate) : null}::jsonb
    from campaigns c where c.id = ${market.campaignId}::uuid and c.release_revision = ${market.revision} for share
    on conflict (campaign_id, dsp, market) do update set release_revision = excluded.release_revision, moment = excluded.moment,
      probes = excluded.probes, next_probe_at = excluded.next_probe_at, last_answer = excluded.last_answer,
      opened_at = excluded.opened_at, uri = excluded.uri,
      -- asked again under another date, by the address that was found then: what speaks for it stays
      candidate = case when market_openings.uri = excluded.uri then coalesce(excluded.candidate, market_openings.candidate)
        else excluded.candidate end
    where market_openings.opened_at is null or market_openings.release_revision < excluded.release_revision
    returning 1`);
  return written.length > 0;
}

/** The address that was found goes on the page at once. One that the artist gave stays. */
async function writeLink(tx: Tx, market: Market, { url, uri }: { url: string; uri: string }): Promise<void> {
  const changed = await tx.execute(sql`
    insert into campaign_services as s (campaign_id, dsp, url, uri) values (${market.campaignId}::uuid, ${market.dsp}, ${url}, ${uri})
    on conflict (campaign_id, dsp) do update set url = coalesce(s.url, excluded.url), uri = coalesce(s.uri, excluded.uri)
    where s.url is null or s.uri is null returning 1`);
  if (changed.length > 0) await invalidatePages(tx, [market.slug]);
}

/** Fourteen days in vain: the pre-saves stay, for a new date may come, and the ledger says why nothing happens. */
async function tellLedger(tx: Tx, market: Market): Promise<void> {
  await tx.execute(sql`
    with told as (
      update presaves set reason = 'not_delivered', updated_at = clock_timestamp()
      where campaign_id = ${market.campaignId}::uuid and dsp = ${market.dsp} and territory = ${market.market}
        and state = 'held' and reason <> 'not_delivered' returning id, campaign_id
    )
    insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
    select id, campaign_id, 'held', 'held', 'not_delivered', 'worker' from told`);
}
