import pLimit from 'p-limit';
import type { PresaveState } from '../domain/presave-state';
import { log } from '../log';
import { openGrants } from '../vault/grants';
import { claimDue, extendLeases } from './claim';
import { countRemaining } from './count';
import { expirePresaves } from './expire';
import { clearStrikes, closeGate, readGate, type Gate } from './pace';
import { openMarkets } from './probe';
import { rescueStranded } from './rescue';
import { saveOne } from './save';
import { settle } from './settle';
import { turnPhases } from './turn';
import type { Decision, Job, Result, WorkerContext } from './types';

/** What one drain did. `remaining` are pre-saves whose market is open and whose save is still ahead. */
export type Drained = {
  claimed: number;
  saved: number;
  retrying: number;
  needsReconnect: number;
  refused: number;
  rescued: number;
  opened: number;
  remaining: number;
  /** slugs whose phase turned */
  turned: string[];
};

export type DrainOptions = {
  /** ms this drain may take; nothing new is begun in the last `STOP_SHORT_MS` of it */
  budgetMs: number;
  /** pre-saves claimed at once */
  batch?: number;
  /** calls in flight at once */
  atOnce?: number;
  signal?: AbortSignal;
  /** only this pre-save */
  only?: string;
};

/** A call may take this long; so much of the budget is kept for those in flight. */
const STOP_SHORT_MS = 12_000;
const HEARTBEAT_MS = 15_000;
/** So many refused grants in one batch, and more than half of it, are the DSP's fault and not the fans'. */
const STORM = 20;
const STORM_PAUSE_MS = 10 * 60_000;

/**
 * Turns phases, opens markets, then claims, saves and settles until nothing is due, the budget is spent or `signal` says stop.
 * Any number may run at once on any number of machines.
 */
export async function drain(ctx: WorkerContext, options: DrainOptions): Promise<Drained> {
  const begin = Math.round(options.budgetMs - Math.min(STOP_SHORT_MS, options.budgetMs / 2));
  const stop = AbortSignal.any([AbortSignal.timeout(begin), ...(options.signal ? [options.signal] : [])]);
  const done: Drained = {
    claimed: 0,
    saved: 0,
    retrying: 0,
    needsReconnect: 0,
    refused: 0,
    rescued: 0,
    opened: 0,
    remaining: 0,
    turned: [],
  };
  if (!options.only) {
    done.turned = await turnPhases(ctx);
    done.rescued = await rescueStranded(ctx, 1_000);
    await expirePresaves(ctx, 1_000);
  }
  done.opened = await openMarkets(ctx, options.only);
  const heartbeat = setInterval(
    () => void extendLeases(ctx).catch(error => log.error('lease.extend', error)),
    HEARTBEAT_MS,
  );
  try {
    while (!stop.aborted && (await drainBatch(ctx, options, stop, done)));
  } finally {
    clearInterval(heartbeat);
  }
  if (!options.only) done.remaining = await countRemaining(ctx.db);
  return done;
}

/** One batch. False when nothing was due. */
async function drainBatch(
  ctx: WorkerContext,
  options: DrainOptions,
  stop: AbortSignal,
  done: Drained,
): Promise<boolean> {
  const gates = await openGates(ctx);
  const jobs = await claimDue(ctx, [...gates.keys()], options.batch ?? 200, options.only);
  if (jobs.length === 0) return false;
  done.claimed += jobs.length;
  const results = await saveAll(ctx, gates, jobs, options.atOnce ?? 32, stop);
  await afterBatch(ctx, gates, jobs, results);
  for (const state of await settle(ctx, results)) tally(done, state);
  return true;
}

async function openGates(ctx: WorkerContext): Promise<Map<Job['dsp'], Gate>> {
  const gates = await Promise.all([...ctx.dsps.values()].map(dsp => readGate(ctx, dsp)));
  return new Map(gates.filter(gate => gate.closedUntil <= ctx.now()).map(gate => [gate.dsp.dsp, gate]));
}

async function saveAll(
  ctx: WorkerContext,
  gates: Map<Job['dsp'], Gate>,
  jobs: Job[],
  atOnce: number,
  stop: AbortSignal,
): Promise<Result[]> {
  const grants = await openGrants(
    ctx.db,
    ctx.ring,
    jobs.map(job => job.id),
  );
  const limit = pLimit(atOnce);
  const results = await Promise.all(
    jobs.map(job =>
      limit(async (): Promise<Result | null> => {
        const gate = gates.get(job.dsp);
        if (stop.aborted || !gate) return { id: job.id, decision: { action: 'put_back' } };
        try {
          // A call that was begun is brought to its end: breaking it off would leave the fan's library unknown.
          return { id: job.id, decision: await saveOne(ctx, gate, job, grants.get(job.id) ?? { kind: 'missing' }) };
        } catch (error) {
          // One row that throws holds up no other: its lease runs out, and it is rescued so often and no more.
          log.error('presave.save', error, { presave: job.id });
          return null;
        }
      }),
    ),
  );
  return results.filter(result => result !== null);
}

async function afterBatch(
  ctx: WorkerContext,
  gates: Map<Job['dsp'], Gate>,
  jobs: readonly Job[],
  results: readonly Result[],
): Promise<void> {
  for (const gate of gates.values()) {
    const ids = new Set(jobs.filter(job => job.dsp === gate.dsp.dsp).map(job => job.id));
    const own = results.filter(result => ids.has(result.id)).map(result => result.decision);
    if (own.some(d => d.action === 'saved' || d.action === 'accepted')) await clearStrikes(ctx, gate);
    const rejected = own.filter(isRejection).length;
    if (rejected >= STORM && rejected > own.length / 2) await closeGate(ctx, gate, STORM_PAUSE_MS, 'grant_unconfirmed');
  }
}

function isRejection(decision: Decision): boolean {
  return (
    (decision.action === 'retry' || decision.action === 'needs_reconnect') &&
    /^grant_(unconfirmed|rejected)$/.test(decision.reason)
  );
}

function tally(done: Drained, state: PresaveState): void {
  if (state === 'saved' || state === 'accepted') done.saved += 1;
  else if (state === 'held') done.retrying += 1;
  else if (state === 'needs_reconnect') done.needsReconnect += 1;
  else if (state === 'refused') done.refused += 1;
}
