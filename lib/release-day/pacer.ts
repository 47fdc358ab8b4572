import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { inFlightCap, newInFlight, onAnswer, onLimited } from '../domain/in-flight';
import type { PaceReason, PaceStop } from '../domain/pace';
import type { Failure, SavingDsp } from '../dsp/types';
import { log } from '../log';
import { visitGate, type Ask, type GateVisit, type Granted, type Told } from './gate';
import type { WorkerContext } from './types';

/** Calls that may be made, and what became of them. Hand it back with `give`. */
export type Permit = { id: string; calls: number; passed: number; refused: number };

/** A call that neither answers nor times out, nor ends when it is told to. */
export class CallHangs extends Error {}

/** So long (ms) a call that was broken off has to end. */
const LAST_WORDS_MS = 500;

/** A gate that is shut and asked about again is not waited for in one go: it may be opened, and the drain may stop. */
const LONGEST_NAP_MS = 1_000;

/**
 * One DSP's pace as one drain keeps it: permits from the shared gate, so many calls in flight and no more, and a stop that is
 * obeyed the moment this or another process hears of it.
 */
export class Pacer {
  private shutUntil = 0;
  private reason: PaceReason = 'rate_limited';
  private inFlight = newInFlight();
  private readonly limit = pLimit(inFlightCap(this.inFlight));
  private pending: Told[] = [];
  private telling: Promise<unknown> | null = null;
  private stopTold = false;
  private asking: Ask[] = [];
  private visit: Promise<Map<string, Granted>> | null = null;
  private readonly forget: () => void;

  constructor(
    private readonly ctx: WorkerContext,
    readonly dsp: SavingDsp,
  ) {
    this.forget = ctx.bulletin.onShut(({ dsp: name, clientId, until, reason }) => {
      if (name === dsp.dsp && clientId === dsp.clientId) this.shutLocally(until, reason);
    });
  }

  /** Until when (epoch ms) nobody calls this DSP, as far as this process knows; 0 when it may. */
  get closedUntil(): number {
    return this.shutUntil > this.ctx.now() ? this.shutUntil : 0;
  }

  get closedReason(): PaceReason {
    return this.reason;
  }

  /** Waits for a permit of up to `want` calls. Null when the gate stays shut beyond `until` (epoch ms), or `stop` says so. */
  async take(want: number, until: number, stop: AbortSignal): Promise<Permit | null> {
    const id = randomUUID();
    while (!stop.aborted) {
      if (this.closedUntil > until) return null;
      if (this.closedUntil === 0) {
        const { granted, askAgainAt } = await this.ask({ id, want });
        if (granted > 0) return { id, calls: granted, passed: 0, refused: 0 };
        if (askAgainAt > until) return null;
        await nap(askAgainAt - this.ctx.now(), stop);
      } else await nap(this.closedUntil - this.ctx.now(), stop);
    }
    return null;
  }

  /** Lanes that ask at the same time go to the gate together: one visit is four trips to the database. */
  private async ask(ask: Ask): Promise<Granted> {
    this.asking.push(ask);
    this.visit ??= this.visitWithAll();
    const answers = await this.visit;
    return answers.get(ask.id) ?? this.ask(ask);
  }

  private async visitWithAll(): Promise<Map<string, Granted>> {
    // whoever asks within this turn of the event loop comes along
    await Promise.resolve();
    const asks = this.asking.splice(0);
    try {
      return new Map((await this.go({ asks })).map(answer => [answer.id, answer]));
    } finally {
      this.visit = null;
    }
  }

  /** A visit with all that is to be told; what could not be told is told the next time. */
  private async go(visit: GateVisit): Promise<Granted[]> {
    const reports = this.pending.splice(0);
    try {
      const { granted, blockedUntil, reason } = await visitGate(this.ctx, this.dsp, { ...visit, reports });
      if (blockedUntil > 0) this.shutLocally(blockedUntil, reason);
      return granted;
    } catch (error) {
      this.pending.unshift(...reports);
      throw error;
    }
  }

  /**
   * Makes one call as soon as few enough are in flight, under a permit (null: one that the limit does not count). Answers null
   * when it was not made: the gate was shut in the meantime, or it may not begin any more. Rejects with a `CallHangs` when it
   * comes to no end in its time, or not even when it is broken off; its place is free again then.
   */
  async call<T extends { kind: 'ok' } | Failure>(
    permit: Permit | null,
    mayBegin: () => boolean,
    make: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | null> {
    return this.limit(async () => {
      if (this.closedUntil > 0 || !mayBegin()) return null;
      const began = performance.now();
      const answer = await inTime(make(), this.ctx.callLimitMs, signal);
      this.learn(permit, answer, performance.now() - began);
      return answer;
    });
  }

  /** Hands a permit back: what became of it is told with the next visit to the gate, or at once when none may come for long. */
  give({ id, passed, refused }: Permit): void {
    this.pending.push({ id, passed, refused, stop: null });
    // How many calls had passed when the limit was met is what is learned of it: the last lanes' calls belong to that.
    if (this.closedUntil > 0) this.tellNow();
  }

  /** Shuts the gate for all workers until `until` (epoch ms). */
  async shut(until: number, reason: PaceReason): Promise<void> {
    this.shutLocally(until, reason);
    this.slowDown();
    await this.go({ shut: { until, reason } });
  }

  /** Tells the gate what it has not been told yet, and stops listening. */
  async close(): Promise<void> {
    this.forget();
    await this.telling;
    if (this.pending.length > 0) await this.go({});
  }

  private learn(permit: Permit | null, answer: { kind: 'ok' } | Failure, latencyMs: number): void {
    if (answer.kind === 'rate_limited' || answer.kind === 'quota_exceeded') {
      if (permit) permit.refused += 1;
      this.raise(permit, { kind: answer.kind, retryAfterMs: answer.retryAfterMs });
      return;
    }
    if (permit) permit.passed += 1;
    this.inFlight = onAnswer(this.inFlight, { latencyMs, now: this.ctx.now() });
    this.limit.concurrency = inFlightCap(this.inFlight);
  }

  /** The first refusal is told at once, so that the other workers stop within milliseconds. */
  private raise(permit: Permit | null, stop: PaceStop): void {
    // Held shut here until the gate has said for how long: the calls that wait their turn are not made.
    this.shutLocally(this.ctx.now() + LONGEST_NAP_MS, stop.kind);
    this.slowDown();
    if (this.stopTold) return;
    this.stopTold = true;
    // under the permit's name, by which the gate knows a stop that belongs to an older one
    this.pending.push({ id: permit?.id ?? randomUUID(), passed: 0, refused: 1, stop });
    this.tellNow();
  }

  /** One visit at a time; what comes up meanwhile goes with the one after. */
  private tellNow(): void {
    if (this.telling) return;
    this.telling = this.go({})
      .then(() => true)
      .catch(error => {
        // It stays in `pending` and goes with the next visit.
        log.error('gate.tell', error, { dsp: this.dsp.dsp });
        return false;
      })
      .then(told => {
        this.telling = null;
        this.stopTold = false;
        if (told && this.pending.length > 0 && this.closedUntil > 0) this.tellNow();
      });
  }

  private slowDown(): void {
    this.inFlight = onLimited(this.inFlight);
    this.limit.concurrency = inFlightCap(this.inFlight);
  }

  private shutLocally(until: number, reason: PaceReason): void {
    if (until <= this.shutUntil) return;
    this.shutUntil = until;
    this.reason = reason;
  }
}

async function nap(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(Math.min(Math.max(ms, 5), LONGEST_NAP_MS), undefined, { signal: stop }).catch(() => undefined);
}

async function inTime<T>(call: Promise<T>, limitMs: number, signal?: AbortSignal): Promise<T> {
  let timers: NodeJS.Timeout[] = [];
  let onAbort: () => void = () => undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const giveUpIn = (ms: number) => timers.push(setTimeout(() => reject(new CallHangs()), ms));
    giveUpIn(limitMs);
    onAbort = () => giveUpIn(LAST_WORDS_MS);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([call, tooLong]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    signal?.removeEventListener('abort', onAbort);
  }
}
