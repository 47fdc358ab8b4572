import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db';
import { log } from '../log';
import { countRemaining } from './count';
import { DspRun } from './dsp-run';
import { keepHouse } from './housekeeping';
import type { Settled, WorkerContext } from './types';

/**
 * What one drain did. `accepted` were taken by a DSP whose answer proves nothing, `looked` were looked for in the fans' libraries;
 * those that were found there count as saved. `remaining` are pre-saves whose market is open and whose save is still ahead.
 */
export type Drained = {
  claimed: number;
  saved: number;
  accepted: number;
  looked: number;
  retrying: number;
  needsReconnect: number;
  refused: number;
  rescued: number;
  opened: number;
  prepared: number;
  remaining: number;
  /** slugs whose phase turned */
  turned: string[];
};

export type DrainOptions = {
  /** ms this drain may take; nothing new is begun in the last `STOP_SHORT_MS` of it */
  budgetMs: number;
  /** pre-saves a lane takes at once, and lanes for one DSP */
  laneSize?: number;
  lanes?: number;
  signal?: AbortSignal;
};

/** A call may take this long; so much of the budget is kept for those in flight. */
const STOP_SHORT_MS = 12_000;
/** After a stop, calls in flight have this long before they are broken off: the process is gone before a supervisor insists. */
const GRACE_MS = 4_000;
const HOUSEKEEPING_MS = 2_000;
/** A lane is ten trips to the database, whatever its size; what is in it is done again when the worker is killed. */
const LANE_SIZE = 100;
/** So that calls are under way while other lanes claim and settle. */
const LANES = 4;

/**
 * Turns phases, opens markets, tries the grants of coming releases, then claims, saves and settles until nothing is due, the
 * budget is spent or `signal` says stop. Any number may run at once on any number of machines. A database that goes away in
 * between is waited for.
 */
export async function drain(ctx: WorkerContext, options: DrainOptions): Promise<Drained> {
  const begin = Math.round(options.budgetMs - Math.min(STOP_SHORT_MS, options.budgetMs / 2));
  // Not AbortSignal.any over AbortSignal.timeout: nothing holds such a time-out, and once it is collected it never comes.
  const stopping = new AbortController();
  const stop = stopping.signal;
  const breakOff = new AbortController();
  // every call in flight listens
  setMaxListeners(0, stop, breakOff.signal);
  const onStop = () => stopping.abort();
  const budget = setTimeout(onStop, begin);
  if (options.signal?.aborted) onStop();
  options.signal?.addEventListener('abort', onStop, { once: true });
  const grace = Math.min(GRACE_MS, (options.budgetMs - begin) / 2);
  stop.addEventListener('abort', () => setTimeout(() => breakOff.abort(), grace).unref(), { once: true });
  const done: Drained = {
    claimed: 0,
    saved: 0,
    accepted: 0,
    looked: 0,
    retrying: 0,
    needsReconnect: 0,
    refused: 0,
    rescued: 0,
    opened: 0,
    prepared: 0,
    remaining: 0,
    turned: [],
  };
  const runs = [...ctx.dsps.values()].map(
    dsp =>
      new DspRun({
        ctx,
        dsp,
        stop,
        breakOff: breakOff.signal,
        until: ctx.now() + begin,
        lanes: options.lanes ?? LANES,
        laneSize: options.laneSize ?? LANE_SIZE,
        onClaimed: n => (done.claimed += n),
        onSettled: rows => tally(done, rows),
        onLooked: rows => tallyLooks(done, rows),
        onPrepared: n => (done.prepared += n),
        onOpened: n => (done.opened += n),
      }),
  );
  const house = () => keepHouse(ctx, done);
  try {
    await survive(house, stop);
    const finished = new AbortController();
    const keeping = again(house, AbortSignal.any([stop, finished.signal]));
    await Promise.all(runs.map(run => runOne(run, stop)));
    finished.abort();
    await keeping;
  } finally {
    clearTimeout(budget);
    options.signal?.removeEventListener('abort', onStop);
    await Promise.all(runs.map(run => run.close()));
  }
  done.remaining = await countRemaining(ctx.db);
  return done;
}

/** Does its part again while the database is away, until it is done or the drain has to stop. */
async function survive(act: () => Promise<void>, stop: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.error('drain.database', error);
      if (stop.aborted) return;
      await pause(500, stop);
    }
  }
}

/** Opens a DSP's markets, at first and again and again, while its lanes save; one that does not answer holds up only itself. */
async function runOne(run: DspRun, stop: AbortSignal): Promise<void> {
  const open = () => run.openMarkets();
  await survive(open, stop);
  const finished = new AbortController();
  const opening = again(open, AbortSignal.any([stop, finished.signal]));
  await survive(() => run.work(), stop);
  finished.abort();
  await opening;
}

async function again(act: () => Promise<void>, stop: AbortSignal): Promise<void> {
  for (;;) {
    await pause(HOUSEKEEPING_MS, stop);
    if (stop.aborted) return;
    await survive(act, stop);
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

function tally(done: Drained, rows: readonly Settled[]): void {
  for (const { state } of rows) {
    if (state === 'saved') done.saved += 1;
    else if (state === 'accepted') done.accepted += 1;
    else if (state === 'held') done.retrying += 1;
    else if (state === 'needs_reconnect') done.needsReconnect += 1;
    else if (state === 'refused') done.refused += 1;
  }
}

/** What stays accepted was counted when it was accepted. */
function tallyLooks(done: Drained, rows: readonly Settled[]): void {
  done.looked += rows.length;
  tally(
    done,
    rows.filter(({ state }) => state !== 'accepted'),
  );
}
