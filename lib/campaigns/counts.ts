import { sql } from 'drizzle-orm';
import type { Db, Queryer } from '../db';
import type { Dsp } from '../domain/dsp';
import type { PresaveState, Reason } from '../domain/presave-state';

export type PresaveCount = { dsp: Dsp; territory: string; state: PresaveState; reason: Reason; n: number };
export type StepCount = { from: PresaveState | 'new'; to: PresaveState; reason: Reason; n: number };
export type Counts = { presaves: PresaveCount[]; steps: StepCount[] };

/**
 * Moves what the writers have appended since the last time into the totals, and answers how many lines that were. Never makes a
 * writer wait; 0 as well while another fold is at it. Counts are right without it, but slower to read the longer it is left out.
 */
export async function foldCounts(db: Db): Promise<number> {
  const [row] = await db.execute<{ folded: number }>(sql`select fold_counts()::float8 as folded`);
  return row?.folded ?? 0;
}

/**
 * What the database has counted of a campaign: its pre-saves and the steps of its ledger, as of one moment. One statement, because
 * a step taken between two would look like an error.
 */
export async function readCounts(db: Queryer, campaignId: string): Promise<Counts> {
  const [row] = await db.execute<{ presaves: PresaveCount[] | null; steps: StepCount[] | null }>(sql`
    select
      (select json_agg(json_build_object('dsp', dsp, 'territory', territory, 'state', state, 'reason', reason, 'n', n)
          order by dsp, territory, state, reason)
        from presave_tally where campaign_id = ${campaignId}::uuid) as presaves,
      (select json_agg(json_build_object('from', from_state, 'to', to_state, 'reason', reason, 'n', n)
          order by from_state, to_state, reason)
        from step_tally where campaign_id = ${campaignId}::uuid) as steps`);
  return { presaves: row?.presaves ?? [], steps: row?.steps ?? [] };
}
