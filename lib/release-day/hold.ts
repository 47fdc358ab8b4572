import { sql } from 'drizzle-orm';
import { campaignKey, type Tx } from '../db';
import { LEASE_SECONDS } from './claim';
import type { Job, WorkerContext } from './types';

/** A worker that stops while it holds rows: the database ends its transaction, and the locks with it. */
const LONGEST_SILENCE_MS = 5_000;
/** A date that is being moved is waited for so long; the rows are handed back by the move itself. */
const LONGEST_WAIT_MS = 4_000;

/**
 * Locks the rows that are still this run's until the transaction ends, and their campaigns against being moved. The value says
 * whether they may be saved: not when the date was moved or the campaign ended since they were claimed.
 */
export async function holdRows(tx: Tx, ctx: WorkerContext, jobs: readonly Job[]): Promise<Map<string, boolean>> {
  const revisions = new Map(jobs.map(job => [job.campaignId, job.revision]));
  // in one order everywhere, so that no two lanes wait for each other; and before the rows are read, to read what is committed
  const locks = [...revisions.keys()].toSorted().map(id => sql`, pg_advisory_xact_lock_shared(${campaignKey(id)})`);
  await tx.execute(sql`
    select set_config('idle_in_transaction_session_timeout', ${String(LONGEST_SILENCE_MS)}, true),
      set_config('lock_timeout', ${String(LONGEST_WAIT_MS)}, true)${sql.join(locks)}`);
  const rows = await tx.execute<{ id: string; revision: number; campaign_id: string; over: boolean }>(sql`
    select p.id, p.campaign_id, c.release_revision as revision, coalesce(c.ended_at <= now(), false) as over
    from presaves p join campaigns c on c.id = p.campaign_id
    where p.id = any(${sql.param(jobs.map(job => job.id))}::uuid[]) and p.state = 'saving' and p.lease_owner = ${ctx.owner}
      and p.lease_until > now()
    order by p.id for no key update of p`);
  return new Map(rows.map(row => [row.id, !row.over && row.revision === revisions.get(row.campaign_id)]));
}

/** Gives held rows a new lease for the moment between two transactions that hold them. */
export async function extendLeases(tx: Tx, ctx: WorkerContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    update presaves set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id = any(${sql.param(ids)}::uuid[]) and state = 'saving' and lease_owner = ${ctx.owner}`);
}
