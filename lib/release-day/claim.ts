import { sql, type SQL } from 'drizzle-orm';
import type { Dsp } from '../domain/dsp';
import type { Job, WorkerContext } from './types';

/**
 * How long (s) a claim holds by the database's clock. Short, because it only has to last until the lane has locked its rows:
 * from then on the locks keep others away, and they go with the worker. After a crash the fans wait no longer than this.
 */
export const LEASE_SECONDS = 10;

/** Which pre-saves a claim is about. `suspects` were under way when a worker died: they are taken a few at a time, and alone. */
export type Claim =
  | { of: 'campaign'; campaignId: string; dsp: Dsp; limit: number }
  | { of: 'suspects'; dsp: Dsp; limit: number; rescues: 'once' | 'more' }
  | { of: 'one'; presaveId: string; dsp: Dsp };

type Row = {
  id: string;
  campaign_id: string;
  dsp: Dsp;
  uri: string;
  revision: number;
  release_date: string | null;
  release_ms: number | null;
  due_ms: number;
  attempts: number;
  rescues: number;
  looks: number;
};

/** The due pre-saves in the order of their turn, as a query with `id`; rows that another worker is taking are passed over. */
function dueRows(claim: Claim): SQL {
  const due = sql`p.state = 'held' and p.next_attempt_at <= now() and p.dsp = ${claim.dsp}`;
  switch (claim.of) {
    case 'one':
      return sql`select p.id from presaves p where p.id = ${claim.presaveId}::uuid and ${due} for update skip locked`;
    case 'suspects':
      return sql`
        select p.id from presaves p join open m on m.campaign_id = p.campaign_id and m.market = p.territory
        where ${due} and ${claim.rescues === 'once' ? sql`p.rescues = 1` : sql`p.rescues > 1`}
        order by p.next_attempt_at limit ${claim.limit} for update of p skip locked`;
    case 'campaign':
      return sql`
        select d.id from open m cross join lateral (
          select p.id from presaves p
          where p.campaign_id = m.campaign_id and p.territory = m.market and ${due} and p.rescues = 0
          order by p.next_attempt_at, p.id limit ${claim.limit} for update skip locked
        ) d limit ${claim.limit}`;
  }
}

/**
 * Claims due pre-saves: their market is open under the campaign's present date, and their turn has come. A claim need not survive
 * a crash of the database, so it does not wait for the disk.
 */
export async function claimDue(ctx: WorkerContext, claim: Claim): Promise<Job[]> {
  const campaign = claim.of === 'campaign' ? sql`and m.campaign_id = ${claim.campaignId}::uuid` : sql``;
  const rows = await ctx.db.execute<Row>(sql`
      with open as (
        select m.campaign_id, m.market, m.uri, m.moment, c.release_revision, c.release_date, c.release_at
        from market_openings m join campaigns c on c.id = m.campaign_id and c.release_revision = m.release_revision
        where m.dsp = ${claim.dsp} and m.opened_at is not null and m.moment <= now() ${campaign}
          and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
      ), due as materialized (${dueRows(claim)}), claimed as (
        update presaves p set state = 'saving', reason = 'claimed', lease_owner = ${ctx.owner},
          lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), updated_at = clock_timestamp()
        from due, open m where p.id = due.id and m.campaign_id = p.campaign_id and m.market = p.territory
        returning p.id, p.campaign_id, p.dsp, m.uri, m.release_revision as revision, m.release_date::text,
          (extract(epoch from m.release_at) * 1000)::float8 as release_ms, (extract(epoch from m.moment) * 1000)::float8 as due_ms,
          p.attempts, p.rescues, p.looks
      ), written as (
        insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
        select id, campaign_id, 'held', 'saving', 'claimed', 'worker' from claimed
      )
      select *, set_config('synchronous_commit', 'off', true) from claimed`);
  return rows.map(toJob);
}

function toJob({ campaign_id, release_date, release_ms, due_ms, ...row }: Row): Job {
  const release =
    release_date === null
      ? ({ mode: 'instant', at: release_ms ?? due_ms } as const)
      : ({ mode: 'local-midnight', date: release_date } as const);
  return { ...row, campaignId: campaign_id, dueAt: due_ms, release };
}

/** Whether suspects are due on a DSP. */
export async function hasSuspects(ctx: WorkerContext, dsp: Dsp): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from presaves p
    join campaigns c on c.id = p.campaign_id
    join market_openings m on m.campaign_id = p.campaign_id and m.dsp = p.dsp and m.market = p.territory
      and m.release_revision = c.release_revision and m.opened_at is not null
    where p.dsp = ${dsp} and p.state = 'held' and p.rescues > 0 and p.next_attempt_at <= now() limit 1`);
  return rows.length > 0;
}
