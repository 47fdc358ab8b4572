import { sql } from 'drizzle-orm';
import { destroyGrants } from '../vault/grants';
import type { WorkerContext } from './types';

/**
 * Lets go of what can no longer be used: pre-saves of ended campaigns, and those whose grant has run out. Their grants are
 * destroyed with the step; intents that are spent and over are forgotten. Answers how many.
 */
export async function expirePresaves(ctx: WorkerContext, limit: number): Promise<number> {
  return ctx.db.transaction(async tx => {
    const rows = await tx.execute<{ id: string }>(sql`
      with over as (
        select p.id, p.state as from_state, case when c.ended_at <= now() then 'campaign_ended' else 'grant_expired' end as reason
        from presaves p join campaigns c on c.id = p.campaign_id left join grants g on g.presave_id = p.id
        where p.state in ('held', 'needs_reconnect') and (c.ended_at <= now() or g.hard_expiry <= now())
        limit ${limit} for update of p skip locked
      ), done as (
        update presaves p set state = 'expired', reason = o.reason, updated_at = clock_timestamp()
        from over o where p.id = o.id returning p.id, p.campaign_id, o.from_state, p.reason
      ), written as (
        insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
        select id, campaign_id, from_state, 'expired', reason, 'system' from done
      )
      select id from done`);
    await destroyGrants(
      tx,
      rows.map(row => row.id),
    );
    await tx.execute(sql`delete from spent_intents where expires_at < now() - interval '1 day'`);
    return rows.length;
  });
}
