import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
import { SPENT_INTENT_DAYS } from '../domain/retention';
import { tellPlaces } from '../presaves/places-changed';
import { destroyGrants, runOutGrants } from '../vault/grants';
import type { WorkerContext } from './types';

/**
 * Lets go of what can no longer be used: pre-saves of ended campaigns, and those whose grant has run out. Their grants are
 * destroyed with the step; intents that are spent and over are forgotten. Answers how many, at most `limit` of each kind.
 */
export async function expirePresaves(ctx: WorkerContext, limit: number): Promise<number> {
  return ctx.db.transaction(async tx => {
    const ended = await expire(
      tx,
      'campaign_ended',
      sql`select p.id from campaigns c cross join lateral (
        select id from presaves where campaign_id = c.id and state in ('held', 'accepted', 'needs_reconnect') limit ${limit}
      ) p where c.ended_at between now() - interval '30 days' and now() limit ${limit}`,
    );
    const ids = await runOutGrants(tx, limit);
    const runOut =
      ids.length === 0 ? 0 : await expire(tx, 'grant_expired', sql`select unnest(${sql.param(ids)}::uuid[]) as id`);
    await tx.execute(
      sql`delete from spent_intents where expires_at < now() - make_interval(days => ${SPENT_INTENT_DAYS})`,
    );
    return ended + runOut;
  });
}

async function expire(tx: Tx, reason: Reason, which: SQL): Promise<number> {
  const rows = await tx.execute<{ id: string; campaign_id: string; dsp: Dsp }>(sql`
    with over as (
      select p.id, p.state as from_state from presaves p
      where p.id in (${which}) and p.state in ('held', 'accepted', 'needs_reconnect') for update of p skip locked
    ), done as (
      update presaves p set state = 'expired', reason = ${reason}, updated_at = clock_timestamp()
      from over o where p.id = o.id returning p.id, p.campaign_id, p.dsp, o.from_state
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, from_state, 'expired', ${reason}, 'system' from done
    )
    select id, campaign_id, dsp from done`);
  await destroyGrants(
    tx,
    rows.map(row => row.id),
  );
  const dsps = new Set(rows.map(row => row.dsp));
  for (const dsp of dsps)
    await tellPlaces(tx, dsp, [...new Set(rows.filter(row => row.dsp === dsp).map(row => row.campaign_id))]);
  return rows.length;
}
