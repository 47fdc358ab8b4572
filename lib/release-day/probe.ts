import { sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import { nextProbe } from '../domain/probe-plan';
import type { Dsp } from '../domain/dsp';
import { releaseMoment } from '../domain/release-moment';
import { isSameRelease, type Candidate } from '../domain/same-release';
import { UNKNOWN_TERRITORY } from '../domain/territory-zones';
import type { Availability } from '../dsp/types';
import { log } from '../log';
import { recordAnswer } from './opening';
import type { Pacer } from './pacer';
import { groupsCte, releaseColumns, releaseOfRow, type ReleaseRow } from './waiting';
import type { WorkerContext } from './types';

const AT_ONCE = 4;
/** Where a fan's territory is not known, the catalogue is asked in this market, after the last midnight. */
const STAND_IN_MARKET = 'US';
/** A missing address is looked for where the day begins. */
const EARLY_MARKET = 'NZ';
/** A look-up by code may take several calls; so many are reckoned to the gate. */
const CALLS_RECKONED = 3;

/** A market to ask about. `fans` is false where nobody waits and only the campaign's link is missing. */
export type Market = {
  campaignId: string;
  slug: string;
  artist: string;
  title: string;
  upc: string | null;
  isrcs: string[];
  revision: number;
  uri: string | null;
  dsp: Dsp;
  market: string;
  probes: number;
  moment: number;
};

type Row = Omit<Market, 'campaignId' | 'moment' | 'probes'> &
  ReleaseRow & { campaign_id: string; probes: number | null };

/**
 * Markets with fans waiting, and services of the campaign without an address, not open yet, whose turn to be asked has come. The
 * days' bounds are coarse; the moment is exact.
 */
async function marketsDue(ctx: WorkerContext, dsp: Dsp, only?: string): Promise<Market[]> {
  const linkless = only
    ? sql``
    : sql`union select s.campaign_id, s.dsp, ${EARLY_MARKET}::text from campaign_services s where s.dsp = ${dsp} and s.url is null`;
  const rows = await ctx.db.execute<Row>(sql`
    with ${groupsCte(only)}
    select c.id as campaign_id, c.slug, c.artist, c.title, c.upc, c.isrcs, c.release_revision as revision, ${releaseColumns},
      s.uri, w.dsp, w.market, m.probes
    from (select campaign_id, dsp, market from groups where dsp = ${dsp} ${linkless}) w
    join campaigns c on c.id = w.campaign_id and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
      and (c.release_at <= now() or c.release_date <= ((now() at time zone 'UTC') + interval '15 hours')::date)
    left join campaign_services s on s.campaign_id = c.id and s.dsp = w.dsp
    left join market_openings m on m.campaign_id = c.id and m.dsp = w.dsp and m.market = w.market and m.release_revision = c.release_revision
    where m.opened_at is null and (m.next_probe_at is null or m.next_probe_at <= now())
      and (s.uri is not null or c.upc is not null or cardinality(c.isrcs) > 0)`);
  const now = ctx.now();
  return rows
    .map(({ campaign_id, probes, ...row }) => ({
      ...row,
      campaignId: campaign_id,
      probes: probes ?? 0,
      moment: releaseMoment(releaseOfRow(row), row.market),
    }))
    .filter(({ moment }) => moment <= now);
}

/** What markets are asked with. */
export type ProbeTools = { ctx: WorkerContext; pacer: Pacer; stop: AbortSignal };

/**
 * Asks one DSP, once per market, whether the releases that should be out are out, and opens the markets where they are. The clock
 * proposes here; the DSP decides. Answers how many were opened; `only` narrows it to one pre-save's market.
 */
export async function openMarkets(tools: ProbeTools, only?: string): Promise<number> {
  const { ctx, pacer } = tools;
  const limit = pLimit(AT_ONCE);
  const due = await marketsDue(ctx, pacer.dsp.dsp, only);
  const opened = await Promise.all(
    due.map(market =>
      limit(async () => {
        try {
          return await probeMarket(tools, market);
        } catch (error) {
          // one market that cannot be asked about holds up no other
          log.error('market.probe', error, { slug: market.slug, dsp: market.dsp, market: market.market });
          return false;
        }
      }),
    ),
  );
  return opened.filter(Boolean).length;
}

async function probeMarket({ ctx, pacer, stop }: ProbeTools, market: Market): Promise<boolean> {
  const permit = await pacer.take(CALLS_RECKONED, ctx.now(), stop);
  if (!permit) return false;
  const { uri, upc, isrcs } = market;
  const asked = market.market === UNKNOWN_TERRITORY ? STAND_IN_MARKET : market.market;
  const answer = await pacer.call(
    permit,
    () => !stop.aborted,
    () => pacer.dsp.probe({ uri, upc, isrcs }, asked, stop),
    stop,
  );
  if (answer !== null) permit.passed = Math.max(permit.passed, CALLS_RECKONED - permit.refused);
  pacer.give(permit);
  if (answer === null || answer.kind === 'rate_limited' || answer.kind === 'quota_exceeded') return false;
  return recordAnswer(ctx, market, judge(market, answer), nextProbe(market.moment, ctx.now()));
}

/**
 * What an answer means for the market. `candidate` is what a code led to: open, it is what speaks for the link; else its names do
 * not agree.
 */
export type Verdict =
  | { open: true; uri: string; url: string; candidate: Candidate | null }
  | { open: false; answer: string; candidate: Candidate | null };

function judge(market: Market, answer: Availability): Verdict {
  if (answer.kind !== 'ok') return { open: false, answer: answer.kind, candidate: null };
  if (!answer.live) return { open: false, answer: answer.reason, candidate: null };
  const { release } = answer;
  // A URI came from the artist; a match by code has to agree in name before anything is saved under it.
  if (market.uri === null && !isSameRelease(market, release))
    return { open: false, answer: 'other_release', candidate: release };
  return { open: true, uri: release.uri, url: release.url, candidate: market.uri === null ? release : null };
}
