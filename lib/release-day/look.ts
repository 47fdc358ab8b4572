import { isDatabaseAway } from '../db';
import type { Reason } from '../domain/presave-state';
import { planRetry } from '../domain/retry-plan';
import { afterTrouble, afterVainLook } from '../domain/verify-plan';
import type { Access, Failure, Outcome } from '../dsp/types';
import { log } from '../log';
import { freshenGrant, markRejected, type GrantRead, type OpenGrant } from '../vault/grants';
import { keepTrying } from './keep-trying';
import type { Pacer, Permit } from './pacer';
import type { WorkerContext } from './types';

/** An access token that ends sooner than this is not begun with. */
const ACCESS_SLACK_MS = 15_000;

/** An add that a DSP has accepted, and where it is to be found. `since` is when it was accepted (epoch ms). */
export type Accepted = { id: string; uri: string; reason: Reason; looks: number; since: number };

/**
 * What is to become of it. `state` null: it stays accepted, `reason` null: for the reason it has. `nextAt` is epoch ms; `grant` is
 * what the look told of the permission.
 */
export type Verdict = {
  id: string;
  state: 'saved' | 'held' | 'refused' | 'needs_reconnect' | null;
  reason: Reason | null;
  looks: number;
  nextAt: number;
  grant: 'good' | 'refused' | 'unknown';
};

/** What a look is made with. `mayBegin` is asked right before each call; `signal` breaks a look off, `leave` whatever is under way. */
export type LookTools = {
  ctx: WorkerContext;
  pacer: Pacer;
  permit: Permit;
  mayBegin: (presaveId: string) => boolean;
  signal: AbortSignal;
  leave: AbortSignal;
};

/**
 * Looks for one accepted add in the fan's library. Only what is found there is saved; what does not show is added again, and given
 * up after so many adds. Null: nobody was asked, and it is as due as before. Resolves whatever the DSP does.
 */
export async function lookFor(tools: LookTools, row: Accepted, grant: GrantRead): Promise<Verdict | null> {
  try {
    return await look(tools, row, grant);
  } catch (error) {
    log.error('presave.look', error, { presave: row.id });
    return isDatabaseAway(error) ? null : trouble(tools, row);
  }
}

async function look(tools: LookTools, row: Accepted, grant: GrantRead): Promise<Verdict | null> {
  const { ctx, pacer, permit, signal } = tools;
  if (grant.kind === 'missing') return { ...stays(tools, row), state: 'needs_reconnect', reason: 'grant_missing' };
  if (grant.kind === 'unreadable') return trouble(tools, row);
  if (grant.hardExpiry <= ctx.now()) return { ...stays(tools, row), state: 'needs_reconnect', reason: 'grant_expired' };
  const kept = keptAccess(grant, ctx.now());
  const access = kept ?? (await freshAccess(tools, row, grant));
  if (access === null || 'nextAt' in access) return access;
  const ask = () => pacer.dsp.verify?.(access, row.uri, signal) ?? NO_VERIFY;
  const answer = await pacer.call(permit, () => tools.mayBegin(row.id), ask, signal);
  if (answer === null) return null;
  if (answer.kind === 'ok') return answer.held ? found(tools, row) : inVain(tools, row);
  // It was fetched a while ago and may have been taken back since: once more with a new one.
  if (answer.kind === 'access_expired' && kept) return look(tools, row, { ...grant, access: null });
  return unanswered(tools, row, grant, answer);
}

const NO_VERIFY: Promise<Outcome<{ held: boolean }>> = Promise.resolve({ kind: 'unavailable', detail: 'no verify' });

/** A grant that was refused is asked about at the token route: an access from before proves nothing of it. */
function keptAccess({ access, rejectedSince }: OpenGrant, now: number): Access | null {
  return access && rejectedSince === null && access.expiresAt > now + ACCESS_SLACK_MS ? access : null;
}

/** A new access, kept for the looks to come. It is not broken off with the looks: it may bring a single-use token. */
async function freshAccess(tools: LookTools, row: Accepted, grant: OpenGrant): Promise<Access | Verdict | null> {
  const { ctx, pacer, mayBegin, leave } = tools;
  const may = () => mayBegin(row.id);
  const answer = await pacer.call(null, may, () => pacer.dsp.refresh(grant, leave), leave);
  if (answer === null) return null;
  if (answer.kind !== 'ok') return unanswered(tools, row, grant, answer);
  const key = { presaveId: row.id, dsp: pacer.dsp.dsp, version: grant.version };
  const version = await keepTrying(() => freshenGrant(ctx.db, ctx.ring, key, answer));
  return version === null ? null : answer.access;
}

const stays = ({ ctx }: LookTools, { id, looks }: Accepted): Verdict => ({
  id,
  state: null,
  reason: null,
  looks,
  nextAt: ctx.now(),
  grant: 'unknown',
});

function found(tools: LookTools, row: Accepted): Verdict {
  return { ...stays(tools, row), state: 'saved', reason: 'verified', grant: 'good' };
}

function inVain(tools: LookTools, row: Accepted): Verdict {
  const { ctx } = tools;
  const looked: Verdict = { ...stays(tools, row), looks: row.looks + 1, grant: 'good' };
  const plan = afterVainLook({ looks: looked.looks, now: ctx.now(), jitter: ctx.jitter() });
  switch (plan.action) {
    case 'look':
      return { ...looked, reason: row.reason === 'grant_unconfirmed' ? 'grant_confirmed' : null, nextAt: plan.at };
    case 'add_again':
      return { ...looked, state: 'held', reason: 'not_in_library' };
    case 'give_up':
      return { ...looked, state: 'refused', reason: 'never_appeared' };
  }
}

/** A look that was not answered proves nothing of the add; a refused permission is confirmed over hours, as at a save. */
async function unanswered(
  tools: LookTools,
  row: Accepted,
  grant: OpenGrant,
  failure: Failure,
): Promise<Verdict | null> {
  const { ctx, leave } = tools;
  // the gate is shut or the process has to go: whoever looks next finds it due
  if (leave.aborted || failure.kind === 'rate_limited' || failure.kind === 'quota_exceeded') return null;
  if (failure.kind === 'refused') log.info('presave.look_refused', { presave: row.id });
  if (failure.kind !== 'grant_rejected') return trouble(tools, row);
  const now = ctx.now();
  await markRejected(ctx.db, { presaveId: row.id, version: grant.version }, now);
  const { rejectedSince } = grant;
  const plan = planRetry({ ...NO_TRIES, failure: 'grant_rejected', rejectedSince, now, jitter: ctx.jitter() });
  const refused: Verdict = { ...stays(tools, row), reason: plan.reason, grant: 'refused' };
  return plan.action === 'retry' ? { ...refused, nextAt: plan.at } : { ...refused, state: 'needs_reconnect' };
}

const NO_TRIES = { attempts: 0, rescues: 0, retryAfterMs: null };

function trouble(tools: LookTools, row: Accepted): Verdict {
  const { ctx } = tools;
  const plan = afterTrouble({ since: row.since, now: ctx.now(), jitter: ctx.jitter() });
  return plan.action === 'look'
    ? { ...stays(tools, row), nextAt: plan.at }
    : { ...stays(tools, row), state: 'refused', reason: 'attempts_exhausted' };
}
