import { sql } from 'drizzle-orm';
import { isDatabaseAway, lockCampaign, type Tx } from '../db';
import { log } from '../log';
import { openGrants, type GrantRead } from '../vault/grants';
import { keepTrying } from './keep-trying';
import { saveOne, type SaveTools } from './save';
import { settle } from './settle';
import type { Decision, Job, Result, Settled, WorkerContext } from './types';

/** Two calls of ten seconds each and a little: whatever takes longer hangs in our own code. */
const LONGEST_SAVE_MS = 22_000;
/** The transaction says that it is alive so often; one that has not for longer is ended by the database, and its locks with it. */
const PING_MS = 2_000;
const LONGEST_SILENCE_MS = 6_000;
/** A date that is being moved is waited for so long; the rows are handed back by the move itself. */
const LONGEST_WAIT_MS = 4_000;

/** What a lane is run with; `stop` says that nothing new is to be begun. */
export type LaneTools = Omit<SaveTools, 'mayBegin'> & { stop: AbortSignal };

/**
 * Saves a few claimed pre-saves and settles them, in one transaction that holds their rows and campaigns from the last look to
 * the result: a withdrawal or a new date waits for the calls under way, and none is made after it. It dies with the worker, so
 * the rows are free again the moment it does. When the database goes away in between, the results are settled as soon as it is back.
 */
export async function saveLane(tools: LaneTools, jobs: readonly Job[]): Promise<Settled[]> {
  const { ctx, pacer, permit } = tools;
  const results: Result[] = [];
  let [lost, given] = [false, false];
  const give = () => {
    if (!given) pacer.give(permit);
    given = true;
  };
  try {
    return await ctx.db.transaction(async tx => {
      const held = await holdRows(tx, ctx, jobs);
      const mayBegin = (id: string) => !lost && !tools.stop.aborted && !ctx.bulletin.isWithdrawing(id);
      const ping = setInterval(() => void tx.execute(sql`select 1`).catch(() => (lost = true)), PING_MS);
      try {
        const grants = await openGrants(tx, ctx.ring, [...held.keys()]);
        await Promise.all(
          jobs.map(async job => {
            if (!held.has(job.id)) return;
            const grant = grants.get(job.id) ?? { kind: 'missing' };
            const decision = held.get(job.id) ? await within({ ...tools, mayBegin }, job, grant) : PUT_BACK;
            results.push({ job, decision });
          }),
        );
      } finally {
        clearInterval(ping);
      }
      give();
      return settle(tx, ctx, results, { locked: true });
    });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.error('lane.database', error, { made: results.length });
    if (results.length === 0) return [];
    return await keepTrying(() => ctx.db.transaction(tx => settle(tx, ctx, results, { locked: false })));
  } finally {
    give();
  }
}

const PUT_BACK: Decision = { action: 'put_back' };

/**
 * Locks the rows that are still this run's, with their campaigns. The value says whether they may be saved: not when the date was
 * moved or the campaign ended since they were claimed.
 */
async function holdRows(tx: Tx, ctx: WorkerContext, jobs: readonly Job[]): Promise<Map<string, boolean>> {
  await tx.execute(sql`
    select set_config('idle_in_transaction_session_timeout', ${String(LONGEST_SILENCE_MS)}, true),
      set_config('lock_timeout', ${String(LONGEST_WAIT_MS)}, true)`);
  // in one order everywhere, so that no two lanes wait for each other
  for (const id of [...new Set(jobs.map(job => job.campaignId))].toSorted()) await lockCampaign(tx, id, 'shared');
  const revisions = Object.fromEntries(jobs.map(job => [job.campaignId, job.revision]));
  const rows = await tx.execute<{ id: string; revision: number; campaign_id: string; over: boolean }>(sql`
    select p.id, p.campaign_id, c.release_revision as revision, coalesce(c.ended_at <= now(), false) as over
    from presaves p join campaigns c on c.id = p.campaign_id
    where p.id in ${jobs.map(job => job.id)} and p.state = 'saving' and p.lease_owner = ${ctx.owner} and p.lease_until > now()
    order by p.id for no key update of p`);
  return new Map(rows.map(row => [row.id, !row.over && row.revision === revisions[row.campaign_id]]));
}

/** One save that may fail or hang in our own code without holding up the others: that counts against the row, and only that. */
async function within(tools: SaveTools, job: Job, grant: GrantRead): Promise<Decision> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Decision>(resolve => {
    timer = setTimeout(() => resolve({ action: 'stumble' }), LONGEST_SAVE_MS);
  });
  try {
    return await Promise.race([saveOne(tools, job, grant), tooLong]);
  } catch (error) {
    log.error('presave.save', error, { presave: job.id });
    return isDatabaseAway(error) ? PUT_BACK : { action: 'stumble' };
  } finally {
    clearTimeout(timer);
  }
}
