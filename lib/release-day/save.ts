import type { PresaveState } from '../domain/presave-state';
import { nextMoment } from '../domain/release-moment';
import { planRetry } from '../domain/retry-plan';
import type { Access, Failure } from '../dsp/types';
import { freshenGrant, markRejected, type GrantRead, type OpenGrant } from '../vault/grants';
import { keepTrying } from './keep-trying';
import type { Pacer, Permit } from './pacer';
import type { Decision, Job, WorkerContext } from './types';

const UNREADABLE_PAUSE_MS = 30 * 60_000;
/** An access token that ends sooner than this is not begun with. */
const ACCESS_SLACK_MS = 15_000;

/** What a save is made with. `mayBegin` is asked right before each call of a pre-save; `signal` breaks one off when the process has to go. */
export type SaveTools = {
  ctx: WorkerContext;
  pacer: Pacer;
  permit: Permit;
  mayBegin: (presaveId: string) => boolean;
  signal: AbortSignal;
};

/**
 * Takes one claimed pre-save through to a decision: access, fetched ahead or fresh, then the save. The only place where a fan's
 * grant meets a DSP at the release. Resolves whatever the DSP does.
 */
export async function saveOne(tools: SaveTools, job: Job, grant: GrantRead): Promise<Decision> {
  const { ctx, pacer, permit, mayBegin, signal } = tools;
  if (grant.kind === 'missing') return { action: 'needs_reconnect', reason: 'grant_missing' };
  // A key missing from this deployment's ring is the operator's to mend, not a reason to send the fan away.
  if (grant.kind === 'unreadable')
    return { action: 'retry', at: ctx.now() + UNREADABLE_PAUSE_MS, burnsAttempt: false, reason: 'grant_unreadable' };
  if (grant.hardExpiry <= ctx.now()) return { action: 'needs_reconnect', reason: 'grant_expired' };
  const fetchedAhead = grant.access && grant.access.expiresAt > ctx.now() + ACCESS_SLACK_MS ? grant.access : null;
  const access = fetchedAhead ?? (await freshAccess(tools, job, grant));
  if ('action' in access) return access;
  const may = () => mayBegin(job.id);
  const answer = await pacer.call(permit, may, () => pacer.dsp.save(access, job.uri, signal, job.id), signal);
  if (answer === null) {
    // A token that was fetched and not used is kept: the next try is spared the fetching.
    const key = { presaveId: job.id, dsp: job.dsp, version: grant.version };
    if (!fetchedAhead) await freshenGrant(ctx.db, ctx.ring, key, { rotated: null, access });
    return notMade(tools);
  }
  // It was fetched up to an hour ago and may have been taken back since: once more with a new one.
  if (answer.kind === 'access_expired' && fetchedAhead) return saveOne(tools, job, { ...grant, access: null });
  if (answer.kind === 'ok') return { action: answer.proof satisfies PresaveState };
  return decide(tools, job, grant, answer);
}

/** An access token; a rotated grant is committed before it is used. */
async function freshAccess(tools: SaveTools, job: Job, grant: OpenGrant): Promise<Access | Decision> {
  const { ctx, pacer, mayBegin, signal } = tools;
  const may = () => mayBegin(job.id);
  const answer = await pacer.call(null, may, () => pacer.dsp.refresh(grant, signal), signal);
  if (answer === null) return notMade(tools);
  if (answer.kind !== 'ok') return decide(tools, job, grant, answer);
  const { access, rotated } = answer;
  if (rotated === null && grant.rejectedSince === null) return access;
  // A single-use token that is not kept is a fan lost: a database that is away is waited for.
  const version = await keepTrying(() =>
    freshenGrant(ctx.db, ctx.ring, { presaveId: job.id, dsp: job.dsp, version: grant.version }, { rotated, access }),
  );
  return version === null ? { action: 'put_back' } : access;
}

async function decide(tools: SaveTools, job: Job, grant: OpenGrant, failure: Failure): Promise<Decision> {
  const { ctx, signal } = tools;
  const now = ctx.now();
  if (signal.aborted) return { action: 'put_back' };
  if (failure.kind === 'rate_limited' || failure.kind === 'quota_exceeded') return notMade(tools);
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
    nextMomentAt: nextMoment(job.release, now),
  });
}

/** Not called, or turned away by the limit. The row waits no longer than the gate, which may open sooner than is known here. */
function notMade({ ctx, pacer }: SaveTools): Decision {
  if (pacer.closedUntil === 0) return { action: 'put_back' };
  return { action: 'retry', at: ctx.now(), burnsAttempt: false, reason: pacer.closedReason };
}
