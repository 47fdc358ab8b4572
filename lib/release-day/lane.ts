import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway, longTransaction } from '../db';
import { log } from '../log';
import { openGrants, type GrantRead } from '../vault/grants';
import { extendLeases, holdRows } from './hold';
import { keepTrying } from './keep-trying';
import { saveOne, type SaveTools } from './save';
import { settle } from './settle';
import type { Decision, Job, Result, Settled } from './types';

/** Results are written at the latest so long after the first call: a kill repeats little, and whoever waits for a row waits no longer. */
const FLUSH_MS = 1_000;

/** What a lane is run with; `stop` says that nothing new is to be begun. */
export type LaneTools = Omit<SaveTools, 'mayBegin'> & { stop: AbortSignal };

/** A pre-save on its way. `ended` is null before its save was begun. */
type Flight = { job: Job; decision: Decision | null; ended: Promise<void> | null };

const PUT_BACK: Decision = { action: 'put_back' };
const NONE: ReadonlySet<string> = new Set();

/**
 * Saves a few claimed pre-saves and settles them. A transaction holds their rows and campaigns from the last look to the result:
 * a withdrawal or a new date waits for the calls under way, and none is begun after it. It dies with the worker, so the rows are
 * free again the moment it does. What is not answered within a second is held by the next transaction. When the database goes away
 * in between, the results are written as soon as it is back.
 */
export async function saveLane(tools: LaneTools, jobs: readonly Job[]): Promise<Settled[]> {
  const lane = new Lane(tools, jobs);
  try {
    return await lane.run();
  } finally {
    lane.givePermit();
  }
}

class Lane {
  private flights: readonly Flight[];
  /** rows the transaction holds and that may be saved; empty between two, so that nothing is begun without the lock */
  private held: ReadonlySet<string> = NONE;
  private given = false;

  constructor(
    private readonly tools: LaneTools,
    jobs: readonly Job[],
  ) {
    this.flights = jobs.map(job => ({ job, decision: null, ended: null }));
  }

  async run(): Promise<Settled[]> {
    const settled: Settled[] = [];
    while (this.flights.length > 0) settled.push(...(await this.term()));
    return settled;
  }

  /** The gate reckons a call from when it is told of it: so as soon as all have ended, before anything is written. */
  givePermit(): void {
    if (!this.given) this.tools.pacer.give(this.tools.permit);
    this.given = true;
  }

  /** One transaction; leaves the flights that go on into the next. */
  private async term(): Promise<Settled[]> {
    const { ctx } = this.tools;
    try {
      const { written, left } = await longTransaction(ctx.db, async (tx, stillOpen) => {
        const rows = await holdRows(tx, ctx, jobsOf(this.flights));
        const ours = this.flights.filter(({ job }) => rows.has(job.id));
        const fresh = jobsOf(ours.filter(flight => flight.ended === null)).map(job => job.id);
        const grants = fresh.length > 0 ? await openGrants(tx, ctx.ring, fresh) : new Map<string, GrantRead>();
        this.held = new Set([...rows].filter(([, mayBeSaved]) => mayBeSaved).map(([id]) => id));
        await this.fly(ours, grants);
        this.held = NONE;
        await stillOpen();
        const ended = resultsOf(ours);
        const open = ours.filter(flight => flight.decision === null);
        if (open.length === 0) this.givePermit();
        await extendLeases(
          tx,
          ctx,
          jobsOf(open).map(job => job.id),
        );
        return { written: await settle(tx, ctx, ended, { locked: true }), left: open };
      });
      // only now: until the commit is known the results are still to be written
      this.flights = left;
      return written;
    } catch (error) {
      this.held = NONE;
      if (!isDatabaseAway(error)) throw error;
      return this.salvage(error);
    }
  }

  /** Begins what has not begun, and waits until all have ended or results are to be written. */
  private async fly(flights: readonly Flight[], grants: ReadonlyMap<string, GrantRead>): Promise<void> {
    const tools = { ...this.tools, mayBegin: (id: string) => this.mayBegin(id) };
    for (const flight of flights) {
      if (flight.ended) continue;
      const grant = grants.get(flight.job.id) ?? { kind: 'missing' };
      const decided = this.held.has(flight.job.id) ? within(tools, flight.job, grant) : Promise.resolve(PUT_BACK);
      flight.ended = decided.then(decision => void (flight.decision = decision));
    }
    const waited = new AbortController();
    const time = sleep(FLUSH_MS, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([ends(flights), time]);
    waited.abort();
  }

  private mayBegin(id: string): boolean {
    const { ctx, stop } = this.tools;
    return this.held.has(id) && !stop.aborted && !ctx.bulletin.isWithdrawing(id);
  }

  /** The transaction was lost, and the locks with it. Calls were made: their results are written by the lease that still stands. */
  private async salvage(error: unknown): Promise<Settled[]> {
    const { ctx } = this.tools;
    const begun = this.flights.filter(flight => flight.ended !== null);
    this.flights = [];
    log.error('lane.database', error, { begun: begun.length });
    await ends(begun);
    const results = resultsOf(begun);
    if (results.length === 0) return [];
    return keepTrying(() => ctx.db.transaction(tx => settle(tx, ctx, results, { locked: false })));
  }
}

async function ends(flights: readonly Flight[]): Promise<void> {
  await Promise.all(flights.flatMap(flight => (flight.ended ? [flight.ended] : [])));
}

const jobsOf = (flights: readonly Flight[]): Job[] => flights.map(flight => flight.job);

function resultsOf(flights: readonly Flight[]): Result[] {
  return flights.flatMap(({ job, decision }) => (decision ? [{ job, decision }] : []));
}

/** One save that may fail or hang in our own code without holding up the others: that counts against the row, and only that. */
async function within(tools: SaveTools, job: Job, grant: GrantRead): Promise<Decision> {
  try {
    return await saveOne(tools, job, grant);
  } catch (error) {
    log.error('presave.save', error, { presave: job.id });
    return isDatabaseAway(error) || tools.signal.aborted ? PUT_BACK : { action: 'stumble' };
  }
}
