import { sql } from 'drizzle-orm';
import { longTransaction, type Tx } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
import { KNOWN_GOOD_MS, LONGEST_LEAD_MS, stageDue, type Stage } from '../domain/readiness';
import type { Release } from '../domain/release';
import { releaseMoment } from '../domain/release-moment';
import { planRetry } from '../domain/retry-plan';
import { destroyGrants, freshenGrant, markRejected, openGrants, type OpenGrant } from '../vault/grants';
import { log } from '../log';
import { keepTrying } from './keep-trying';
import type { Pacer } from './pacer';
import type { StormWatch } from './storm';
import { groupsCte, releaseColumns, releaseOfRow, type ReleaseRow } from './waiting';
import type { WorkerContext } from './types';

const AT_ONCE = 48;
/** A DSP that does not answer is asked again after this, or at the release itself, whichever comes first. */
const TROUBLE_PAUSE_MS = 5 * 60_000;

type Group = { campaignId: string; market: string; moment: number; stage: Stage };
type Tried = { id: string; readiness: Stage | null; state: string; reason: Reason; nextAt: number | null };

/** The groups of fans on one DSP whose grants should be tried by now, those whose moment is nearest first. */
async function groupsDue(ctx: WorkerContext, dsp: Dsp): Promise<Group[]> {
  const now = ctx.now();
  const rows = await ctx.db.execute<ReleaseRow & { campaign_id: string; market: string; lowest: number }>(sql`
    with ${groupsCte()}
    select g.campaign_id, g.market, ${releaseColumns}, (
        select p.readiness from presaves p where p.campaign_id = g.campaign_id and p.dsp = g.dsp and p.territory = g.market
          and p.state = 'held' order by p.readiness limit 1) as lowest
    from groups g join campaigns c on c.id = g.campaign_id
    where g.dsp = ${dsp} and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
      and (c.release_at between now() and now() + make_interval(secs => ${LONGEST_LEAD_MS / 1000})
        or c.release_date between (now() at time zone 'UTC' - interval '1 day')::date and (now() at time zone 'UTC' + interval '5 days')::date)`);
  return rows
    .map(row => {
      const release: Release = releaseOfRow(row);
      const moment = releaseMoment(release, row.market);
      return {
        campaignId: row.campaign_id,
        market: row.market,
        moment,
        stage: stageDue(moment, now),
        lowest: row.lowest,
      };
    })
    .filter(({ stage, lowest }) => stage > lowest)
    .toSorted((a, b) => a.moment - b.moment);
}

/** What grants are tried with; `stop` says that nothing new is to be begun, `isMoreUrgent` that a save is due. */
export type PrepareTools = {
  ctx: WorkerContext;
  pacer: Pacer;
  storm: StormWatch;
  stop: AbortSignal;
  signal: AbortSignal;
  isMoreUrgent: () => Promise<boolean>;
};

/**
 * Tries the grants of coming releases: three days and one day ahead, so that a dead one is seen while the fan can still renew it,
 * and in the last hour, with the access token kept for the save. Answers how many were tried.
 */
export async function prepareGrants(tools: PrepareTools): Promise<number> {
  let tried = 0;
  for (const group of await groupsDue(tools.ctx, tools.pacer.dsp.dsp)) {
    for (let more = true; more;) {
      if (tools.stop.aborted || tools.pacer.closedUntil > 0 || (await tools.isMoreUrgent())) return tried;
      const done = await tryBatch(tools, group);
      tried += done;
      more = done === AT_ONCE && tools.ctx.now() < group.moment;
    }
  }
  return tried;
}

/** A batch in one transaction that holds its rows: it needs no lease, and a worker that dies leaves no trace but the tokens it kept. */
async function tryBatch(tools: PrepareTools, group: Group): Promise<number> {
  const { ctx, pacer, storm } = tools;
  const results = await longTransaction(ctx.db, async (tx, stillOpen) => {
    const ids = await takeUntried(tx, pacer.dsp.dsp, group);
    const grants = await openGrants(tx, ctx.ring, ids);
    const tried = await Promise.all(
      ids.map(async (id): Promise<Tried> => {
        const grant = grants.get(id);
        if (grant?.kind !== 'open')
          return { id, readiness: group.stage, state: 'held', reason: 'consented', nextAt: null };
        return tryOne(tools, group, id, grant).catch(error => {
          log.error('grant.try', error, { presave: id });
          return { id, readiness: null, state: 'held', reason: 'dsp_unavailable', nextAt: laterThan(ctx.now(), group) };
        });
      }),
    );
    await stillOpen();
    await writeTried(tx, tried);
    return tried;
  });
  await storm.note(results.map(r => (r.readiness === null ? r : { ...r, state: 'saved' })));
  return results.length;
}

/** Not now, but never later than the release itself. */
const laterThan = (now: number, { moment }: Group) => Math.min(now + TROUBLE_PAUSE_MS, Math.max(moment, now));

async function takeUntried(tx: Tx, dsp: Dsp, group: Group): Promise<string[]> {
  await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '15000', true)`);
  const settled = sql`p.updated_at < now() - make_interval(secs => ${KNOWN_GOOD_MS / 1000})`;
  const rows = await tx.execute<{ id: string }>(sql`
    select p.id from presaves p
    where p.campaign_id = ${group.campaignId}::uuid and p.dsp = ${dsp} and p.territory = ${group.market} and p.state = 'held'
      and p.readiness < ${group.stage} and p.next_attempt_at <= now() and (${group.stage} = 3 or ${settled})
    order by p.readiness, p.next_attempt_at limit ${AT_ONCE} for no key update skip locked`);
  return rows.map(row => row.id);
}

async function tryOne(tools: PrepareTools, group: Group, id: string, grant: OpenGrant): Promise<Tried> {
  const { ctx, pacer, stop, signal } = tools;
  const unchanged = { id, readiness: null, state: 'held', reason: 'dsp_unavailable' as Reason };
  const answer = await pacer.call(
    null,
    () => !stop.aborted,
    () => pacer.dsp.refresh(grant, signal),
    signal,
  );
  if (answer === null) return { ...unchanged, nextAt: null };
  const key = { presaveId: id, dsp: pacer.dsp.dsp, version: grant.version };
  if (answer.kind === 'ok') {
    await keepTrying(() => freshenGrant(ctx.db, ctx.ring, key, answer));
    return { id, readiness: group.stage, state: 'held', reason: 'consented', nextAt: null };
  }
  const now = ctx.now();
  if (answer.kind !== 'grant_rejected') return { ...unchanged, nextAt: laterThan(now, group) };
  await markRejected(ctx.db, key, now);
  const plan = planRetry({
    failure: 'grant_rejected',
    attempts: 0,
    rescues: 0,
    rejectedSince: grant.rejectedSince,
    now,
    jitter: ctx.jitter(),
    retryAfterMs: null,
  });
  return plan.action === 'retry'
    ? { id, readiness: null, state: 'held', reason: plan.reason, nextAt: plan.at }
    : { id, readiness: null, state: 'needs_reconnect', reason: plan.reason, nextAt: null };
}

/** A grant that has answered only moves its stage on; a refusal is a step in the ledger. */
async function writeTried(tx: Tx, tried: readonly Tried[]): Promise<void> {
  const rows = tried.map(({ id, readiness, state, reason, nextAt }) => ({
    id,
    readiness,
    state,
    reason,
    next_ms: nextAt,
  }));
  const dead = await tx.execute<{ id: string }>(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, readiness int, state text, reason text, next_ms double precision)
    ), stepped as (
      update presaves p set readiness = coalesce(r.readiness, p.readiness), state = r.state,
        reason = case when r.reason in ('grant_unconfirmed', 'grant_rejected') then r.reason
          when r.readiness is not null and p.reason = 'grant_unconfirmed' then 'grant_confirmed' else p.reason end,
        next_attempt_at = coalesce(to_timestamp(r.next_ms / 1000), p.next_attempt_at),
        updated_at = case when r.readiness is null and r.state = 'held' then p.updated_at else clock_timestamp() end
      from r where p.id = r.id and p.state = 'held'
      returning p.id, p.campaign_id, p.state, p.reason, r.reason in ('grant_unconfirmed', 'grant_rejected')
        or (r.readiness is not null and p.reason = 'grant_confirmed') as is_step
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'held', state, reason, 'worker' from stepped where is_step
    )
    select id from stepped where state = 'needs_reconnect'`);
  await destroyGrants(
    tx,
    dead.map(row => row.id),
  );
}
