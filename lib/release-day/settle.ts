import { sql } from 'drizzle-orm';
import type { Queryer } from '../db';
import { SETTLED, type PresaveState, type Reason } from '../domain/presave-state';
import { planRescue } from '../domain/retry-plan';
import { nextLook } from '../domain/verify-plan';
import { destroying } from '../vault/grants';
import type { Result, Settled, WorkerContext } from './types';

type Row = { id: string; state: PresaveState; reason: Reason; next_ms: number | null; burn: number; rescue: number };

function rowOf({ job, decision }: Result, ctx: WorkerContext): Row {
  const row = { id: job.id, next_ms: null, burn: 0, rescue: 0 };
  switch (decision.action) {
    case 'saved':
      return { ...row, state: 'saved', reason: 'saved' };
    case 'accepted':
      return {
        ...row,
        state: 'accepted',
        reason: 'accepted',
        next_ms: nextLook({ looks: job.looks, now: ctx.now(), jitter: ctx.jitter() }),
      };
    case 'retry':
      return {
        ...row,
        state: 'held',
        reason: decision.reason,
        next_ms: decision.at,
        burn: decision.burnsAttempt ? 1 : 0,
      };
    case 'needs_reconnect':
      return { ...row, state: 'needs_reconnect', reason: decision.reason };
    case 'refuse':
      return { ...row, state: 'refused', reason: decision.reason };
    case 'put_back':
      return { ...row, state: 'held', reason: 'released_lease' };
    case 'stumble': {
      const plan = planRescue({ rescues: job.rescues, now: ctx.now(), jitter: ctx.jitter() });
      return plan.action === 'retry'
        ? { ...row, state: 'held', reason: 'worker_error', next_ms: plan.at, rescue: 1 }
        : { ...row, state: 'refused', reason: plan.reason, rescue: 1 };
    }
  }
}

/**
 * Writes what became of this run's pre-saves, their ledger lines and the end of the grants that have served or failed for good.
 * Call it inside a transaction. Fenced: a row that went to someone else, or whose lease has run out unless the caller holds its
 * lock (`locked`), is left as it is. Answers what was written.
 */
export async function settle(
  tx: Queryer,
  ctx: WorkerContext,
  results: readonly Result[],
  { locked }: { locked: boolean },
): Promise<Settled[]> {
  if (results.length === 0) return [];
  const rows = results.map(result => rowOf(result, ctx));
  const fence = locked ? sql`` : sql`and p.lease_until > now()`;
  const written = await tx.execute<Settled>(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, state text, reason text, next_ms double precision, burn int, rescue int)
    ), done as (
      update presaves p set state = r.state, reason = r.reason, attempts = p.attempts + r.burn, rescues = p.rescues + r.rescue,
        next_attempt_at = coalesce(to_timestamp(r.next_ms / 1000), p.next_attempt_at),
        saved_at = case when r.state = 'saved' then clock_timestamp() end,
        lease_owner = null, lease_until = null, updated_at = clock_timestamp()
      from r where p.id = r.id and p.state = 'saving' and p.lease_owner = ${ctx.owner} ${fence}
      returning p.id, p.campaign_id, p.state, p.reason
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'saving', state, reason, 'worker' from done
    ), destroyed as (${destroying(sql`select id from done where state = any(${sql.param(SETTLED)})`)})
    select id, state, reason from done`);
  return [...written];
}
