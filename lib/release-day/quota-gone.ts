import { randomUUID } from 'node:crypto';
import type { Dsp } from '../domain/dsp';
import { env } from '../env';
import { log } from '../log';
import { workerContext } from './context';
import { visitGate } from './gate';
import { workerDatabase } from './worker-database';

/**
 * Shuts a DSP's gate because it told a fan's sign-in that the quota is used up, as it would have told a worker: nobody is sent there
 * until it comes back. A gate that cannot be reached is shut by the next who is told.
 */
export async function shutAtQuota({ dsp, retryAfterMs }: { dsp: Dsp; retryAfterMs: number | null }): Promise<void> {
  try {
    const ctx = await workerContext(workerDatabase(), env());
    const gate = ctx.dsps.get(dsp);
    const stop = { kind: 'quota_exceeded', retryAfterMs } as const;
    if (gate) await visitGate(ctx, gate, { reports: [{ id: randomUUID(), passed: 0, refused: 1, stop }] });
  } catch (error) {
    log.error('gate.quota_gone', error, { dsp });
  }
}
