import { and, eq, sql } from 'drizzle-orm';
import { paceGates } from '../../drizzle/schema/pace';
import { at } from '../db';
import type { Reason } from '../domain/presave-state';
import type { Failure, SavingDsp } from '../dsp/types';
import type { WorkerContext } from './types';

/** What a DSP's limit is counted over when its answer does not say how long to wait: Spotify's rolling 30 seconds. */
const UNTOLD_WAIT_MS = 30_000;
/** A quota stop without a reset is asked about again after an hour. */
const UNTOLD_QUOTA_MS = 3_600_000;
const LONGEST_WAIT_MS = 7 * 24 * 3_600_000;

/** A gate as one run knows it. `closedUntil` is epoch ms; `strikes` counts stops in a row. */
export type Gate = { dsp: SavingDsp; closedUntil: number; reason: Reason; strikes: number };

/** The gate of this DSP's client as all workers share it. */
export async function readGate(ctx: WorkerContext, dsp: SavingDsp): Promise<Gate> {
  const [row] = await ctx.db
    .select({ until: paceGates.blockedUntil, reason: paceGates.reason, strikes: paceGates.strikes })
    .from(paceGates)
    .where(and(eq(paceGates.dsp, dsp.dsp), eq(paceGates.clientId, dsp.clientId)));
  return { dsp, closedUntil: row?.until ?? 0, reason: row?.reason ?? 'rate_limited', strikes: row?.strikes ?? 0 };
}

/** How long a stop lasts: what the answer said, else doubling with every stop in a row. */
export function stopLength(failure: Failure & { kind: 'rate_limited' | 'quota_exceeded' }, strikes: number): number {
  const untold = failure.kind === 'quota_exceeded' ? UNTOLD_QUOTA_MS : UNTOLD_WAIT_MS * 2 ** Math.min(strikes, 6);
  return Math.min(Math.max(failure.retryAfterMs ?? untold, 1_000), LONGEST_WAIT_MS);
}

/** Closes the gate for this run and for all workers; a longer stop that stands already stays. */
export async function closeGate(ctx: WorkerContext, gate: Gate, lengthMs: number, reason: Reason): Promise<void> {
  gate.closedUntil = Math.max(gate.closedUntil, ctx.now() + lengthMs);
  gate.reason = reason;
  gate.strikes += 1;
  const until = at(gate.closedUntil);
  await ctx.db
    .insert(paceGates)
    .values({
      dsp: gate.dsp.dsp,
      clientId: gate.dsp.clientId,
      blockedUntil: gate.closedUntil,
      reason,
      strikes: gate.strikes,
    })
    .onConflictDoUpdate({
      target: [paceGates.dsp, paceGates.clientId],
      set: {
        blockedUntil: sql`greatest(coalesce(${paceGates.blockedUntil}, ${until}), ${until})`,
        reason,
        strikes: gate.strikes,
      },
    });
}

/** Forgets the stops of the past once saves go through again. */
export async function clearStrikes(ctx: WorkerContext, gate: Gate): Promise<void> {
  if (gate.strikes === 0) return;
  gate.strikes = 0;
  await ctx.db
    .update(paceGates)
    .set({ strikes: 0 })
    .where(and(eq(paceGates.dsp, gate.dsp.dsp), eq(paceGates.clientId, gate.dsp.clientId)));
}
