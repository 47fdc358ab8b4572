import { sql } from 'drizzle-orm';
import { planRescue } from '../domain/retry-plan';
import { destroyGrants } from '../vault/grants';
import type { WorkerContext } from './types';

type Stranded = { id: string; rescues: number };

/**
 * Takes back pre-saves whose worker died: the lease ran out by the database's clock, and no lane holds the row. A rescue has its
 * own count and never burns an attempt. Answers how many were taken back.
 */
export async function rescueStranded(ctx: WorkerContext, limit: number): Promise<number> {
  return ctx.db.transaction(async tx => {
    const stranded = await tx.execute<Stranded>(sql`
      select id, rescues from presaves where state = 'saving' and lease_until <= now()
      order by lease_until limit ${limit} for update skip locked`);
    if (stranded.length === 0) return 0;
    const now = ctx.now();
    const plans = stranded.map(({ id, rescues }) => {
      const plan = planRescue({ rescues, now, jitter: ctx.jitter() });
      return plan.action === 'retry'
        ? { id, state: 'held', reason: 'rescued', next_ms: plan.at }
        : { id, state: 'refused', reason: 'rescues_exhausted', next_ms: now };
    });
    await tx.execute(sql`
      with plans as (
        select * from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as r(id uuid, state text, reason text, next_ms double precision)
      ), done as (
        update presaves p set state = r.state, reason = r.reason, rescues = p.rescues + 1,
          next_attempt_at = to_timestamp(r.next_ms / 1000), lease_owner = null, lease_until = null, updated_at = clock_timestamp()
        from plans r where p.id = r.id returning p.id, p.campaign_id, p.state, p.reason
      )
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'saving', state, reason, 'system' from done`);
    await destroyGrants(
      tx,
      plans.filter(plan => plan.state === 'refused').map(plan => plan.id),
    );
    return stranded.length;
  });
}
