import { sql } from 'drizzle-orm';
import type { Dsp } from '../domain/dsp';
import type { Job, WorkerContext } from './types';

/** How long (s) a claim holds by the database's clock, unless it is extended. */
export const LEASE_SECONDS = 60;

/** A claim looks at more rows than it takes, so that runs beside each other do not all reach for the same ones. */
const LOOK_AHEAD = 8;

/**
 * Claims up to `limit` due pre-saves: their market is open under the campaign's present date, and their turn has come. Rows are
 * taken in turn from the campaigns that have any. `only` narrows it to one pre-save.
 */
export async function claimDue(ctx: WorkerContext, dsps: readonly Dsp[], limit: number, only?: string): Promise<Job[]> {
  if (dsps.length === 0) return [];
  const one = only ? sql`and p.id = ${only}::uuid` : sql``;
  const rows = await ctx.db.execute<{
    id: string;
    campaign_id: string;
    dsp: Dsp;
    uri: string;
    due_at: number;
    attempts: number;
    rescues: number;
  }>(sql`
    with open as (
      select m.campaign_id, m.dsp, m.market, m.uri, (extract(epoch from m.moment) * 1000)::float8 as due_at
      from market_openings m join campaigns c on c.id = m.campaign_id and c.release_revision = m.release_revision
      where m.opened_at is not null and m.moment <= now() and m.dsp in ${[...dsps]}
        and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
    ), candidates as (
      select d.id, o.uri, o.due_at, row_number() over (partition by o.campaign_id order by d.next_attempt_at, d.id) as turn
      from open o cross join lateral (
        select p.id, p.next_attempt_at from presaves p
        where p.campaign_id = o.campaign_id and p.dsp = o.dsp and p.territory = o.market
          and p.state = 'held' and p.next_attempt_at <= now() ${one}
        order by p.next_attempt_at, p.id limit ${limit * LOOK_AHEAD}
      ) d
    ), due as (
      select p.id, c.uri, c.due_at from candidates c join presaves p on p.id = c.id
      where p.state = 'held' order by c.turn, p.id limit ${limit} for update of p skip locked
    ), claimed as (
      update presaves p set state = 'saving', reason = 'claimed', lease_owner = ${ctx.owner},
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), updated_at = clock_timestamp()
      from due where p.id = due.id
      returning p.id, p.campaign_id, p.dsp, due.uri, due.due_at, p.attempts, p.rescues
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'held', 'saving', 'claimed', 'worker' from claimed
    )
    select * from claimed`);
  return rows.map(({ campaign_id, due_at, ...row }) => ({ ...row, campaignId: campaign_id, dueAt: due_at }));
}

/** Whether this run still holds the lease: asked right before the save, so that a moved date or a withdrawal stops it. */
export async function stillHolds(ctx: WorkerContext, id: string): Promise<boolean> {
  const rows = await ctx.db.execute(
    sql`select 1 from presaves where id = ${id}::uuid and state = 'saving' and lease_owner = ${ctx.owner} and lease_until > now()`,
  );
  return rows.length === 1;
}

/** Extends this run's leases that have not run out yet. */
export async function extendLeases(ctx: WorkerContext): Promise<void> {
  await ctx.db.execute(sql`
    update presaves set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where state = 'saving' and lease_owner = ${ctx.owner} and lease_until > now()`);
}
