import { sql } from 'drizzle-orm';
import type { Db } from '../db';

/** What an audit found. All but `presaves` and `steps` must be zero. */
export type LedgerAudit = {
  presaves: number;
  steps: number;
  /** pre-saves whose state is not where their last step left them, or that have no step */
  unexplained: number;
  /** steps that do not begin where the step before them ended */
  gaps: number;
  /** pre-saves that the ledger knows and that are no longer there */
  lost: number;
  /** by how much the counts kept beside the rows are wrong */
  miscounted: number;
  /** ids of up to ten pre-saves with something wrong */
  examples: string[];
};

/**
 * Goes through every pre-save of a campaign and every line of its ledger, as of one moment. Takes seconds for a million rows, and
 * makes no writer wait.
 */
export async function auditLedger(db: Db, campaignId: string): Promise<LedgerAudit> {
  const [audit] = await db.execute<LedgerAudit & { examples: string[] | null }>(sql`
    with steps as materialized (
      select presave_id, from_state, to_state,
        from_state <> lag(to_state, 1, 'new') over (partition by presave_id order by id) as gap,
        lead(id) over (partition by presave_id order by id) is null as last
      from ledger where campaign_id = ${campaignId}::uuid
    ), fans as (
      select id, dsp, territory, state, reason from presaves where campaign_id = ${campaignId}::uuid
    ), pairs as materialized (
      select coalesce(f.id, s.presave_id) as id, f.id is null as lost
      from fans f full join (select presave_id, to_state from steps where last) s on s.presave_id = f.id
      where f.id is null or f.state is distinct from s.to_state
    ), wrong as (
      select id from pairs union select presave_id from steps where gap
    ), counted as (
      select dsp || ' ' || territory || ' ' || state || ' ' || reason as what, count(*) as n from fans
        group by dsp, territory, state, reason
      union all
      select dsp || ' ' || territory || ' ' || state || ' ' || reason, -n from presave_tally
        where campaign_id = ${campaignId}::uuid
      union all
      select l.from_state || ' ' || l.to_state || ' ' || l.reason, count(*) from ledger l
        where l.campaign_id = ${campaignId}::uuid group by l.from_state, l.to_state, l.reason
      union all
      select from_state || ' ' || to_state || ' ' || reason, -n from step_tally where campaign_id = ${campaignId}::uuid
    )
    select (select count(*) from fans)::float8 as presaves, (select count(*) from steps)::float8 as steps,
      (select count(*) from pairs where not lost)::float8 as unexplained,
      (select count(*) from pairs where lost)::float8 as lost,
      (select count(*) from steps where gap)::float8 as gaps,
      (select coalesce(sum(abs(d.off)), 0) from (select sum(n) as off from counted group by what) d)::float8 as miscounted,
      (select array_agg(id) from (select id from wrong order by id limit 10) first_ten)::text[] as examples`);
  if (!audit) throw new Error('the audit answered nothing');
  return { ...audit, examples: audit.examples ?? [] };
}
