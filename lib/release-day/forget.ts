import { sql } from 'drizzle-orm';
import { FAN_DAYS } from '../domain/retention';
import type { WorkerContext } from './types';

/**
 * Forgets fans a year after their last consent: their passes, the account's key and the zone. By then no permission is alive; what
 * is left is a line without a name in the campaign's ledger. At most `limit` passes at once; answers how many.
 */
export async function forgetFans(ctx: WorkerContext, limit: number): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    with old as (
      select k.token_hash, k.presave_id from passes k join presaves p on p.id = k.presave_id
      where k.created_at < now() - make_interval(days => ${FAN_DAYS}) and p.state not in ('held', 'saving', 'accepted')
      order by k.created_at limit ${limit}
    ), gone as (
      delete from passes where token_hash in (select token_hash from old) returning token_hash
    ), forgotten as (
      update presaves p set account_key = null, zone = null
      where p.id in (select presave_id from old) and p.state not in ('held', 'saving', 'accepted') and not exists (
        select from passes k where k.presave_id = p.id and k.token_hash not in (select token_hash from old)
      )
    )
    select count(*)::int as n from gone`);
  return row?.n ?? 0;
}
