import type { PresaveState } from '../domain/presave-state';
import { planRetry } from '../domain/retry-plan';
import type { Access, Failure } from '../dsp/types';
import { markRejected, replaceToken, type GrantRead, type OpenGrant } from '../vault/grants';
import { stillHolds } from './claim';
import { closeGate, stopLength, type Gate } from './pace';
import type { Decision, Job, WorkerContext } from './types';

const UNREADABLE_PAUSE_MS = 30 * 60_000;

/**
 * Takes one claimed pre-save through to a decision: fresh access, the lease confirmed, the save. The only place where a fan's
 * grant meets a DSP. Resolves whatever the DSP does; throws only when the database does.
 */
export async function saveOne(
  ctx: WorkerContext,
  gate: Gate,
  job: Job,
  grant: GrantRead,
  signal?: AbortSignal,
): Promise<Decision> {
  if (grant.kind === 'missing') return { action: 'needs_reconnect', reason: 'grant_missing' };
  // A key missing from this deployment's ring is the operator's to mend, not a reason to send the fan away.
  if (grant.kind === 'unreadable')
    return { action: 'retry', at: ctx.now() + UNREADABLE_PAUSE_MS, burnsAttempt: false, reason: 'grant_unreadable' };
  if (grant.hardExpiry <= ctx.now()) return { action: 'needs_reconnect', reason: 'grant_expired' };
  if (signal?.aborted) return { action: 'put_back' };
  if (isClosed(ctx, gate)) return untilOpen(gate);

  const fresh = await freshAccess(ctx, gate, job, grant, signal);
  if ('action' in fresh) return fresh;
  if (isClosed(ctx, gate)) return untilOpen(gate);
  if (!(await stillHolds(ctx, job.id))) return { action: 'put_back' };
  const saved = await gate.dsp.save(fresh, job.uri, signal);
  if (saved.kind === 'ok') return { action: saved.proof satisfies PresaveState };
  return decide(ctx, gate, job, grant, saved);
}

/** An access token; a rotated grant is committed before it is used. */
async function freshAccess(
  ctx: WorkerContext,
  gate: Gate,
  job: Job,
  grant: OpenGrant,
  signal?: AbortSignal,
): Promise<Access | Decision> {
  const answer = await gate.dsp.refresh(grant, signal);
  if (answer.kind !== 'ok') return decide(ctx, gate, job, grant, answer);
  if (answer.rotated === null) return answer.access;
  const kept = await replaceToken(
    ctx.db,
    ctx.ring,
    { presaveId: job.id, dsp: job.dsp, version: grant.version },
    answer.rotated,
  );
  return kept ? answer.access : { action: 'put_back' };
}

async function decide(ctx: WorkerContext, gate: Gate, job: Job, grant: OpenGrant, failure: Failure): Promise<Decision> {
  const now = ctx.now();
  if (failure.kind === 'rate_limited' || failure.kind === 'quota_exceeded') {
    await closeGate(ctx, gate, stopLength(failure, gate.strikes), failure.kind);
    return untilOpen(gate);
  }
  if (failure.kind === 'grant_rejected') await markRejected(ctx.db, { presaveId: job.id, version: grant.version }, now);
  return planRetry({
    failure: failure.kind,
    attempts: job.attempts,
    rescues: job.rescues,
    rejectedSince: grant.rejectedSince,
    now,
    jitter: ctx.jitter(),
    retryAfterMs: null,
    dueAt: job.dueAt,
  });
}

function isClosed(ctx: WorkerContext, gate: Gate): boolean {
  return gate.closedUntil > ctx.now();
}

function untilOpen(gate: Gate): Decision {
  return { action: 'retry', at: gate.closedUntil, burnsAttempt: false, reason: gate.reason };
}
