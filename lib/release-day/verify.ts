import { sql } from 'drizzle-orm';
import type { Tx } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
import { planRetry } from '../domain/retry-plan';
import { afterVainLook } from '../domain/verify-plan';
import type { Access, Outcome } from '../dsp/types';
import { log } from '../log';
import { destroyGrants, freshenGrant, markRejected, openGrants, type GrantRead, type OpenGrant } from '../vault/grants';
import { keepTrying } from './keep-trying';
import type { PrepareTools } from './prepare';
import type { WorkerContext } from './types';

const AT_ONCE = 48;
/** Nobody else looks meanwhile (s). A worker that dies has only looked: it is done again after this. */
const TAKEN_SECONDS = 60;
/** A DSP that does not answer is asked again after this; nothing is lost by waiting. */
const TROUBLE_PAUSE_MS = 5 * 60_000;
const ACCESS_SLACK_MS = 15_000;

/** An accepted add. `taken` is the instant (as the database writes it) that marks it as this run's to write. */
type Accepted = { id: string; campaign_id: string; uri: string; looks: number; taken: string };

/** What is to be written. `state` null: it stays accepted and is looked at again at `nextAt` (epoch ms). */
type Verdict = {
  id: string;
  taken: string;
  state: 'saved' | 'held' | 'refused' | 'needs_reconnect' | null;
  reason: Reason;
  looks: number;
  nextAt: number;
};

/**
 * Looks for what a DSP has accepted in the fans' libraries. Only what is found there is saved, and only then the grant is destroyed;
 * what does not show is added once more, and given up after so many adds. Does nothing on a DSP whose answer to a save is the proof.
 * Answers how many were looked for.
 */
export async function verifyAccepted(tools: PrepareTools): Promise<number> {
  const { ctx, pacer, stop, isMoreUrgent } = tools;
  if (!pacer.dsp.verify) return 0;
  let looked = 0;
  for (let more = true; more;) {
    if (stop.aborted || pacer.closedUntil > 0 || (await isMoreUrgent())) return looked;
    const rows = await take(ctx, pacer.dsp.dsp);
    if (rows.length > 0) await lookAt(tools, rows);
    looked += rows.length;
    more = rows.length === AT_ONCE;
  }
  return looked;
}

async function lookAt(tools: PrepareTools, rows: readonly Accepted[]): Promise<void> {
  const { ctx, storm } = tools;
  const grants = await openGrants(
    ctx.db,
    ctx.ring,
    rows.map(row => row.id),
  );
  const verdicts = await Promise.all(
    rows.map(row =>
      judge(tools, row, grants.get(row.id) ?? { kind: 'missing' }).catch(error => {
        log.error('presave.verify', error, { presave: row.id });
        return later(row, ctx);
      }),
    ),
  );
  await keepTrying(() => ctx.db.transaction(tx => write(tx, verdicts)));
  await storm.note(verdicts.map(({ id, state, reason }) => ({ id, state: state ?? 'looked', reason })));
}

/**
 * Takes the accepted adds whose look is due. No row is held while a DSP is asked: a withdrawal or a new date does not wait for a
 * look, which changes nothing at the DSP, and a verdict that comes after it finds another row and is dropped.
 */
async function take(ctx: WorkerContext, dsp: Dsp): Promise<Accepted[]> {
  const rows = await ctx.db.execute<Accepted>(sql`
    with due as materialized (
      select p.id, p.campaign_id, p.territory from presaves p
      where p.dsp = ${dsp} and p.state = 'accepted' and p.next_attempt_at <= now()
      order by p.next_attempt_at limit ${AT_ONCE} for update skip locked
    )
    update presaves p set next_attempt_at = clock_timestamp() + make_interval(secs => ${TAKEN_SECONDS})
    from due d join campaigns c on c.id = d.campaign_id
      join market_openings m on m.campaign_id = d.campaign_id and m.dsp = ${dsp} and m.market = d.territory and m.uri is not null
    where p.id = d.id
    returning p.id, p.campaign_id, m.uri, p.looks, p.next_attempt_at::text as taken`);
  return [...rows];
}

const stays = (row: Accepted, reason: Reason, nextAt: number, looks = row.looks): Verdict => ({
  ...row,
  state: null,
  reason,
  looks,
  nextAt,
});

const later = (row: Accepted, ctx: WorkerContext) => stays(row, 'accepted', ctx.now() + TROUBLE_PAUSE_MS);

async function judge(tools: PrepareTools, row: Accepted, grant: GrantRead): Promise<Verdict> {
  const { ctx, pacer } = tools;
  const now = ctx.now();
  if (grant.kind === 'missing') return { ...row, state: 'needs_reconnect', reason: 'grant_missing', nextAt: now };
  if (grant.kind === 'unreadable') return later(row, ctx);
  const access = await accessOf(tools, row, grant);
  if ('taken' in access) return access;
  const answer = await call(tools, () => pacer.dsp.verify?.(access, row.uri, tools.signal) ?? NOT_ASKED);
  if (answer?.kind !== 'ok') return later(row, ctx);
  if (answer.held) return { ...row, state: 'saved', reason: 'verified', nextAt: now };
  const looks = row.looks + 1;
  const plan = afterVainLook({ looks, now: ctx.now(), jitter: ctx.jitter() });
  switch (plan.action) {
    case 'look':
      return stays(row, 'accepted', plan.at, looks);
    case 'add_again':
      return { ...row, state: 'held', reason: 'not_in_library', looks, nextAt: ctx.now() };
    case 'give_up':
      return { ...row, state: 'refused', reason: 'never_appeared', looks, nextAt: ctx.now() };
  }
}

const NOT_ASKED = Promise.resolve({ kind: 'unavailable', detail: 'no verify' } as const);

function call<T>({ pacer, stop, signal }: PrepareTools, ask: () => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
  return pacer.call(null, () => !stop.aborted, ask, signal);
}

/** The access that a look is made with, or the verdict where there is none: a refused grant is confirmed over hours, as ever. */
async function accessOf(tools: PrepareTools, row: Accepted, grant: OpenGrant): Promise<Access | Verdict> {
  const { ctx, pacer, signal } = tools;
  if (grant.access && grant.access.expiresAt > ctx.now() + ACCESS_SLACK_MS) return grant.access;
  const answer = await call(tools, () => pacer.dsp.refresh(grant, signal));
  if (answer?.kind === 'ok') {
    const key = { presaveId: row.id, dsp: pacer.dsp.dsp, version: grant.version };
    const kept = await keepTrying(() => freshenGrant(ctx.db, ctx.ring, key, answer));
    return kept === null ? later(row, ctx) : answer.access;
  }
  if (answer?.kind !== 'grant_rejected') return later(row, ctx);
  const now = ctx.now();
  await markRejected(ctx.db, { presaveId: row.id, version: grant.version }, now);
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
    ? stays(row, 'grant_unconfirmed', plan.at)
    : { ...row, state: 'needs_reconnect', reason: plan.reason, nextAt: now };
}

/** Fenced: a row that was withdrawn, moved or taken by another run since is left as it is. A look in vain is no step in the ledger. */
async function write(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  const rows = verdicts.map(({ id, taken, state, reason, looks, nextAt }) => ({
    id,
    taken,
    state,
    reason,
    looks,
    next_ms: nextAt,
  }));
  const over = await tx.execute<{ id: string }>(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, taken timestamptz, state text, reason text, looks int, next_ms double precision)
    ), done as (
      update presaves p set state = coalesce(r.state, p.state), looks = r.looks,
        reason = case when r.state is null then p.reason else r.reason end,
        next_attempt_at = to_timestamp(r.next_ms / 1000),
        saved_at = case when r.state = 'saved' then clock_timestamp() end, updated_at = clock_timestamp()
      from r where p.id = r.id and p.state = 'accepted' and p.next_attempt_at = r.taken
      returning p.id, p.campaign_id, p.state, p.reason, r.state is not null as is_step
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'accepted', state, reason, 'worker' from done where is_step
    )
    select id from done where state in ('saved', 'refused', 'needs_reconnect')`);
  await destroyGrants(
    tx,
    over.map(row => row.id),
  );
}
