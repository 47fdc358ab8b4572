import { setMaxListeners } from 'node:events';
import { sql } from 'drizzle-orm';
import { longTransaction, type Tx } from '../db';
import type { Dsp } from '../domain/dsp';
import { SETTLED } from '../domain/presave-state';
import { destroying, openGrants } from '../vault/grants';
import { lookFor, type Accepted, type LookTools, type Verdict } from './look';
import type { Permit } from './pacer';
import type { PrepareTools } from './prepare';
import type { Settled } from './types';

const AT_ONCE = 48;
/** So many batches, and then whatever else this DSP is waited for has its turn. */
const BATCHES_A_TURN = 20;
/** Looks are begun and waited for so long while their rows are held: a withdrawal or a new date waits for them. */
const HOLD_MS = 3_000;
/** A worker that stops while it holds rows; longer than the hold and one refresh. */
const LONGEST_SILENCE_MS = 20_000;
/** A permit is waited for so long; after that others have their turn. */
const PATIENCE_MS = 2_000;

/** `until`: epoch ms; nothing is waited for beyond it. */
export type VerifyTools = PrepareTools & { until: number };

/**
 * Looks for what a DSP has accepted in the fans' libraries, for one turn. Only what is found there is saved, and only then its
 * grant is destroyed. Does nothing on a DSP whose answer to a save is the proof. Answers what was written, in vain or not.
 */
export async function verifyAccepted(tools: VerifyTools): Promise<Settled[]> {
  const { ctx, pacer, stop, isMoreUrgent } = tools;
  const written: Settled[] = [];
  if (!pacer.dsp.verify) return written;
  for (let batch = 0; batch < BATCHES_A_TURN; batch += 1) {
    if (stop.aborted || pacer.closedUntil > 0 || !(await isAnyDue(tools)) || (await isMoreUrgent())) break;
    const until = Math.min(tools.until, ctx.now() + PATIENCE_MS);
    const permit = await pacer.take(AT_ONCE, until, stop);
    if (!permit) break;
    const { settled, goesOn } = await lookAtBatch(tools, permit).finally(() => pacer.give(permit));
    written.push(...settled);
    if (!goesOn) break;
  }
  return written;
}

async function isAnyDue({ ctx, pacer }: VerifyTools): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from presaves where dsp = ${pacer.dsp.dsp} and state = 'accepted' and next_attempt_at <= now() limit 1`);
  return rows.length > 0;
}

/**
 * A batch in one transaction that holds its rows: a worker that dies has only looked, and it is looked again at once. `goesOn` is
 * false when nobody answered: a DSP in trouble is asked a few at a time.
 */
async function lookAtBatch(tools: VerifyTools, permit: Permit): Promise<{ settled: Settled[]; goesOn: boolean }> {
  const { ctx, pacer, storm } = tools;
  const { verdicts, settled } = await longTransaction(ctx.db, async (tx, stillOpen) => {
    const rows = await take(tx, pacer.dsp.dsp, permit.calls);
    const grants = await openGrants(
      tx,
      ctx.ring,
      rows.map(row => row.id),
    );
    const looks = await inTime(tools, allowed =>
      Promise.all(
        rows.map(row => lookFor({ ctx, pacer, permit, ...allowed }, row, grants.get(row.id) ?? { kind: 'missing' })),
      ),
    );
    await stillOpen();
    const seen = looks.filter(verdict => verdict !== null);
    return { verdicts: seen, settled: await write(tx, seen) };
  });
  await storm.note(verdicts.flatMap(toldOfGrant));
  return { settled, goesOn: verdicts.some(({ grant }) => grant !== 'unknown') };
}

/** A look that was answered, whatever it found, speaks for the permission. */
function toldOfGrant({ id, grant, reason }: Verdict) {
  if (grant === 'good') return [{ id, state: 'saved', reason: 'verified' as const }];
  return grant === 'refused' && reason ? [{ id, state: 'refused', reason }] : [];
}

type Allowed = Pick<LookTools, 'mayBegin' | 'signal' | 'leave'>;

async function inTime<T>({ ctx, stop, signal: leave }: VerifyTools, act: (allowed: Allowed) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const signal = AbortSignal.any([leave, over.signal]);
  // every look under way listens
  setMaxListeners(0, signal);
  const timer = setTimeout(() => over.abort(), HOLD_MS);
  const mayBegin = (id: string) => !stop.aborted && !signal.aborted && !ctx.bulletin.isWithdrawing(id);
  try {
    return await act({ mayBegin, signal, leave });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The adds whose look is due, those that wait longest first, and their rows held. A market that was asked about anew under another
 * revision may have no address for a while: then the campaign's own is looked for.
 */
async function take(tx: Tx, dsp: Dsp, limit: number): Promise<Accepted[]> {
  await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', ${String(LONGEST_SILENCE_MS)}, true)`);
  const rows = await tx.execute<Accepted>(sql`
    select p.id, coalesce(m.uri, s.uri) as uri, p.reason, p.looks, (extract(epoch from p.updated_at) * 1000)::float8 as since
    from presaves p join campaigns c on c.id = p.campaign_id and (c.ended_at is null or c.ended_at > now())
      left join market_openings m on m.campaign_id = p.campaign_id and m.dsp = p.dsp and m.market = p.territory
      left join campaign_services s on s.campaign_id = p.campaign_id and s.dsp = p.dsp
    where p.dsp = ${dsp} and p.state = 'accepted' and p.next_attempt_at <= now() and coalesce(m.uri, s.uri) is not null
    order by p.next_attempt_at limit ${limit} for no key update of p skip locked`);
  return [...rows];
}

/** A look in vain or unanswered is no step in the ledger, and leaves `updated_at` at the add; a refused permission is one. */
async function write(tx: Tx, verdicts: readonly Verdict[]): Promise<Settled[]> {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map(({ id, state, reason, looks, nextAt }) => ({ id, state, reason, looks, next_ms: nextAt }));
  const written = await tx.execute<Settled>(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, state text, reason text, looks int, next_ms double precision)
    ), done as (
      update presaves p set state = coalesce(r.state, p.state), reason = coalesce(r.reason, p.reason), looks = r.looks,
        next_attempt_at = to_timestamp(r.next_ms / 1000),
        saved_at = case when r.state = 'saved' then clock_timestamp() end,
        updated_at = case when r.state is null then p.updated_at else clock_timestamp() end
      from r where p.id = r.id and p.state = 'accepted'
      returning p.id, p.campaign_id, p.state, p.reason, r.reason is not null as is_step
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'accepted', state, reason, 'worker' from done where is_step
    ), destroyed as (${destroying(sql`select id from done where state = any(${sql.param(SETTLED)})`)})
    select id, state, reason from done`);
  return [...written];
}
