import { sql } from 'drizzle-orm';
import { at, type Queryer } from '../db';
import {
  askPace,
  newPace,
  paceBlock,
  reportPace,
  shutPace,
  type PaceReason,
  type PaceReport,
  type PaceState,
} from '../domain/pace';
import type { SavingDsp } from '../dsp/types';
import { invalidatePagesOn } from '../page-cache/pages-of-service';
import { GATE_CHANNEL } from './bulletin';
import type { GateShut, WorkerContext } from './types';

/** A worker that stops while it holds a gate's row would stop all others: the database breaks its transaction off. */
const LONGEST_HOLD_MS = 2_000;

/** What became of a permit; the gate adds when it was told. */
export type Told = Omit<PaceReport, 'now'>;

/** A wish for up to `want` calls under the permit `id`. */
export type Ask = { id: string; want: number };

/** `granted` calls may be made under the permit; when none, ask again at `askAgainAt` (epoch ms). */
export type Granted = { id: string; granted: number; askAgainAt: number };

/** What to do at a gate: hand in what became of earlier permits, ask for calls, or shut it. All optional, done in this order. */
export type GateVisit = {
  reports?: readonly Told[];
  shut?: { until: number; reason: PaceReason };
  asks?: readonly Ask[];
};

/** The answers to what was asked, in its order. `blockedUntil` 0: open. Epoch ms. */
export type GateAnswer = { granted: Granted[]; blockedUntil: number; reason: PaceReason };

/** One visit to the gate of a DSP's client, the one row that all workers on all machines share. */
export async function visitGate(ctx: WorkerContext, dsp: SavingDsp, visit: GateVisit): Promise<GateAnswer> {
  return ctx.db.transaction(async tx => {
    const { pace: before, now } = await lockGate(tx, dsp, isRoutine(visit));
    let pace = before;
    for (const report of visit.reports ?? []) pace = reportPace(pace, { ...report, now });
    if (visit.shut) pace = shutPace(pace, { ...visit.shut, now });
    const granted = (visit.asks ?? []).map(({ id, want }) => {
      const asked = askPace(pace, { id, want, now });
      pace = asked.state;
      return { id, granted: asked.granted, askAgainAt: asked.askAgainAt };
    });
    const { until, reason } = paceBlock(pace);
    if (until > paceBlock(before).until) {
      await tell(tx, { dsp: dsp.dsp, clientId: dsp.clientId, until, reason });
      // No fan can consent there until then: the pages say so, and turn back by themselves.
      if (reason === 'quota_exceeded') await invalidatePagesOn(tx, dsp.dsp);
    }
    await tx.execute(sql`
      update pace_gates set pace = ${JSON.stringify(pace)}::jsonb,
        blocked_until = ${until > now ? at(until) : sql`null`}, reason = ${until > now ? reason : null}
      where dsp = ${dsp.dsp} and client_id = ${dsp.clientId}`);
    return { granted, blockedUntil: until > now ? until : 0, reason };
  });
}

/** A stop must outlive a crash of the database; what was counted since the last one need not. */
function isRoutine({ reports = [], shut }: GateVisit): boolean {
  return !shut && reports.every(report => report.stop === null);
}

async function lockGate(
  tx: Queryer,
  { dsp, clientId, rate }: SavingDsp,
  routine: boolean,
): Promise<{ pace: PaceState; now: number }> {
  const read = () =>
    tx.execute<{ pace: PaceState | null; ms: number }>(sql`
      select pace, (extract(epoch from clock_timestamp()) * 1000)::float8 as ms,
        set_config('idle_in_transaction_session_timeout', ${String(LONGEST_HOLD_MS)}, true),
        case when ${routine} then set_config('synchronous_commit', 'off', true) end
      from pace_gates where dsp = ${dsp} and client_id = ${clientId} for update`);
  let [row] = await read();
  if (!row) {
    await tx.execute(sql`insert into pace_gates (dsp, client_id) values (${dsp}, ${clientId}) on conflict do nothing`);
    [row] = await read();
  }
  if (!row) throw new Error('the gate that was just made has gone');
  return { pace: row.pace ? sameRate(row.pace, rate, row.ms) : newPace(rate), now: row.ms };
}

/** The operator told another limit than the one that was counted by: what was learned goes, a stop that stands stays. */
function sameRate(kept: PaceState, rate: SavingDsp['rate'], now: number): PaceState {
  if (kept.rate.limit === rate.limit && kept.rate.windowMs === rate.windowMs) return kept;
  return shutPace(newPace(rate), { ...paceBlock(kept), now });
}

async function tell(tx: Queryer, shut: GateShut): Promise<void> {
  await tx.execute(sql`select pg_notify(${GATE_CHANNEL}, ${JSON.stringify(shut)})`);
}
