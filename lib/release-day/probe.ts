import { sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import { at } from '../db';
import { nextProbe } from '../domain/probe-plan';
import type { Dsp } from '../domain/dsp';
import type { Release } from '../domain/release';
import { releaseMoment } from '../domain/release-moment';
import { isSameRelease } from '../domain/same-release';
import { UNKNOWN_TERRITORY } from '../domain/territory-zones';
import type { Availability } from '../dsp/types';
import { closeGate, readGate, stopLength } from './pace';
import type { WorkerContext } from './types';

const AT_ONCE = 4;
/** Where a fan's territory is not known, the catalogue is asked in this market, after the last midnight. */
const STAND_IN_MARKET = 'US';

type Waiting = {
  campaign_id: string;
  artist: string;
  title: string;
  upc: string | null;
  isrcs: string[];
  revision: number;
  release_date: string | null;
  release_ms: string | null;
  uri: string | null;
  dsp: Dsp;
  market: string;
  probes: number | null;
};

/** Markets with fans waiting, not open yet, whose turn to be asked has come. The days' bounds are coarse; `isDue` is exact. */
function waitingMarkets(ctx: WorkerContext, only?: string) {
  const one = only ? sql`and p.id = ${only}::uuid` : sql``;
  return ctx.db.execute<Waiting>(sql`
    select c.id as campaign_id, c.artist, c.title, c.upc, c.isrcs, c.release_revision as revision, c.release_date,
      (extract(epoch from c.release_at) * 1000)::bigint as release_ms, s.uri, w.dsp, w.market, m.probes
    from (select distinct p.campaign_id, p.dsp, p.territory as market from presaves p where p.state = 'held' ${one}) w
    join campaigns c on c.id = w.campaign_id and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
      and (c.release_at <= now() or c.release_date <= ((now() at time zone 'UTC') + interval '15 hours')::date)
    left join campaign_services s on s.campaign_id = c.id and s.dsp = w.dsp
    left join market_openings m on m.campaign_id = c.id and m.dsp = w.dsp and m.market = w.market and m.release_revision = c.release_revision
    where m.opened_at is null and (m.next_probe_at is null or m.next_probe_at <= now()) and w.dsp in ${[...ctx.dsps.keys()]}`);
}

function momentOf(row: Waiting): number {
  const release: Release =
    row.release_date === null
      ? { mode: 'instant', at: Number(row.release_ms) }
      : { mode: 'local-midnight', date: row.release_date };
  return releaseMoment(release, row.market);
}

/**
 * Asks each DSP, once per market, whether the releases that should be out are out, and opens the markets where they are. Answers
 * how many were opened. The clock proposes here; the DSP decides.
 */
export async function openMarkets(ctx: WorkerContext, only?: string): Promise<number> {
  if (ctx.dsps.size === 0) return 0;
  const limit = pLimit(AT_ONCE);
  const now = ctx.now();
  const due = (await waitingMarkets(ctx, only))
    .map(row => ({ row, moment: momentOf(row) }))
    .filter(({ moment }) => moment <= now);
  const opened = await Promise.all(due.map(({ row, moment }) => limit(() => probeMarket(ctx, row, moment))));
  return opened.filter(Boolean).length;
}

async function probeMarket(ctx: WorkerContext, row: Waiting, moment: number): Promise<boolean> {
  const dsp = ctx.dsps.get(row.dsp);
  if (!dsp) return false;
  const gate = await readGate(ctx, dsp);
  if (gate.closedUntil > ctx.now()) return false;
  const market = row.market === UNKNOWN_TERRITORY ? STAND_IN_MARKET : row.market;
  const answer = await dsp.probe({ uri: row.uri, upc: row.upc, isrcs: row.isrcs }, market);
  if (answer.kind === 'rate_limited' || answer.kind === 'quota_exceeded') {
    await closeGate(ctx, gate, stopLength(answer, gate.strikes), answer.kind);
    return false;
  }
  return record(ctx, row, moment, judge(row, answer));
}

type Verdict = { open: true; uri: string; url: string } | { open: false; answer: string };

function judge(row: Waiting, answer: Availability): Verdict {
  if (answer.kind !== 'ok') return { open: false, answer: answer.kind };
  if (!answer.live) return { open: false, answer: answer.reason };
  // A URI came from the artist; a match by code has to agree in name before anything is saved under it.
  if (row.uri === null && !isSameRelease(row, answer.release)) return { open: false, answer: 'other_release' };
  return { open: true, uri: answer.release.uri, url: answer.release.url };
}

/** Writes the answer, unless the release was moved while the DSP was being asked. */
async function record(ctx: WorkerContext, row: Waiting, moment: number, verdict: Verdict): Promise<boolean> {
  const now = ctx.now();
  const next = nextProbe(moment, now);
  const nextAt = next === null ? sql`'infinity'::timestamptz` : at(next);
  return ctx.db.transaction(async tx => {
    const written = await tx.execute(sql`
      insert into market_openings (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer, opened_at, uri)
      select c.id, ${row.dsp}, ${row.market}, c.release_revision, ${at(moment)}, ${(row.probes ?? 0) + 1}, ${nextAt},
        ${verdict.open ? 'live' : verdict.answer}, ${verdict.open ? sql`clock_timestamp()` : sql`null`}, ${verdict.open ? verdict.uri : null}
      from campaigns c where c.id = ${row.campaign_id}::uuid and c.release_revision = ${row.revision} for share
      on conflict (campaign_id, dsp, market) do update set release_revision = excluded.release_revision, moment = excluded.moment,
        probes = excluded.probes, next_probe_at = excluded.next_probe_at, last_answer = excluded.last_answer,
        opened_at = excluded.opened_at, uri = excluded.uri
      where market_openings.opened_at is null or market_openings.release_revision < excluded.release_revision
      returning 1`);
    if (written.length === 0 || !verdict.open) return false;
    await tx.execute(sql`
      insert into campaign_services (campaign_id, dsp, url, uri) values (${row.campaign_id}::uuid, ${row.dsp}, ${verdict.url}, ${verdict.uri})
      on conflict (campaign_id, dsp) do update set url = coalesce(campaign_services.url, excluded.url), uri = coalesce(campaign_services.uri, excluded.uri)`);
    return true;
  });
}
