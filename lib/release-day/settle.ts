import { sql } from 'drizzle-orm';
import { SETTLED, type PresaveState, type Reason } from '../domain/presave-state';
import { destroyGrants } from '../vault/grants';
import type { Decision, Result, WorkerContext } from './types';

type Row = { id: string; state: PresaveState; reason: Reason; next_ms: number | null; burn: number };

function rowOf(id: string, decision: Decision): Row {
  const row = { id, next_ms: null, burn: 0 };
  switch (decision.action) {
    case 'saved':
      return { ...row, state: 'saved', reason: 'saved' };
    case 'accepted':
      return { ...row, state: 'accepted', reason: 'saved' };
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
  }
}

/**
 * Writes what became of this run's pre-saves, their ledger lines and the end of the grants that have served or
 * failed for good, in one
 * transaction. Fenced: a row whose lease went to someone else is left as it is. Answers the states that were written.
 */
export async function settle(ctx: WorkerContext, results: readonly Result[]): Promise<PresaveState[]> {
  if (results.length === 0) return [];
  const rows = results.map(({ id, decision }) => rowOf(id, decision));
  return ctx.db.transaction(async tx => {
    const written = await tx.execute<{ id: string; state: PresaveState }>(sql`
      with r as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, state text, reason text, next_ms double precision, burn int)
      ), done as (
        update presaves p set state = r.state, reason = r.reason, attempts = p.attempts + r.burn,
          next_attempt_at = coalesce(to_timestamp(r.next_ms / 1000), p.next_attempt_at),
          saved_at = case when r.state = 'saved' then clock_timestamp() end,
          lease_owner = null, lease_until = null, updated_at = clock_timestamp()
        from r where p.id = r.id and p.state = 'saving' and p.lease_owner = ${ctx.owner}
        returning p.id, p.campaign_id, p.state, p.reason
      ), written as (
        insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
        select id, campaign_id, 'saving', state, reason, 'worker' from done
      )
      select id, state from done`);
    await destroyGrants(
      tx,
      written.filter(row => SETTLED.includes(row.state)).map(row => row.id),
    );
    return written.map(row => row.state);
  });
}
