import { sql } from 'drizzle-orm';
import type { Db } from '../db';

/**
 * Writes down that a DSP took the add at once, before the release: the pre-save is held as before, because only the release day
 * shows whether it came. A pre-save that is no longer held is left as it is.
 */
export async function notePreAdded(db: Db, presaveId: string): Promise<void> {
  await db.execute(sql`
    with noted as (
      update presaves set reason = 'pre_added', updated_at = clock_timestamp()
      where id = ${presaveId}::uuid and state = 'held' returning id, campaign_id
    )
    insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
    select id, campaign_id, 'held', 'held', 'pre_added', 'system' from noted`);
}
