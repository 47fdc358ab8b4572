import { sql } from 'drizzle-orm';
import { at } from '../db';
import type { Reason } from '../domain/presave-state';
import type { SavingDsp } from '../dsp/types';
import { forgiveRejections, newlyRejected } from '../vault/grants';
import type { Pacer } from './pacer';
import type { WorkerContext } from './types';

/** So many refused grants within half a minute or so, and more than half of all answers, are the DSP's fault and not the fans'. */
const STORM = 20;
const EPOCH_MS = 30_000;
const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Over which those that were refused in one storm after another are tried again. */
const SPREAD_MS = 20 * 60_000;

const REFUSALS: ReadonlySet<Reason> = new Set(['grant_unconfirmed', 'grant_rejected']);

/** A lane may be so late (ms) with what it met before the gate was shut for the last time. */
const LATE_MS = 10_000;
/** For so long after the gate has opened again it is looked for such lanes, so often. */
const AFTERMATH_MS = 2 * 60_000;
const LOOK_MS = 5_000;

/** A storm that is on or has just been, in epoch ms: since when it may have been, and until when the gate is shut for it. */
type Storm = { since: number; until: number; spreadMs: number; lookedAt: number };

/** What a DSP said in half a minute: the pre-saves whose grants it refused, and how many it did not. */
type Epoch = { began: number; refused: string[]; good: number };

/** What is remembered of a DSP from one drain of this process to the next. */
type Memory = {
  last: Epoch;
  epoch: Epoch;
  pause: number;
  acting: Promise<void> | null;
  storm: Storm | null;
};
const memories = new WeakMap<SavingDsp, Memory>();

const quiet = (began: number): Epoch => ({ began, refused: [], good: 0 });

function memoryOf(dsp: SavingDsp): Memory {
  const known = memories.get(dsp);
  if (known) return known;
  const memory: Memory = {
    last: quiet(-Infinity),
    epoch: quiet(-Infinity),
    pause: FIRST_PAUSE_MS,
    acting: null,
    storm: null,
  };
  memories.set(dsp, memory);
  return memory;
}

/**
 * Watches one DSP for a storm of refused grants. In a storm it stops the DSP for all workers, twenty seconds at first, twice as
 * long each time, and forgets the refusals: what is said of everyone proves nothing about anyone. That holds for all that were
 * refused while it lasted, whichever worker met them.
 */
export class StormWatch {
  private readonly memory: Memory;

  constructor(
    private readonly ctx: WorkerContext,
    private readonly pacer: Pacer,
  ) {
    this.memory = memoryOf(pacer.dsp);
  }

  /** Takes in what became of some pre-saves; a storm that is seen is acted upon before this resolves. */
  async note(answers: readonly { id: string; state: string; reason: Reason }[]): Promise<void> {
    const { memory } = this;
    const now = this.ctx.now();
    const refusals = answers.filter(({ reason }) => REFUSALS.has(reason)).map(({ id }) => id);
    // The rest of the burst that shut the gate: it was under way, and is no storm of its own.
    if (memory.acting) await memory.acting;
    if (this.pacer.closedUntil > 0 && this.pacer.closedReason === 'grant_unconfirmed') {
      this.remember(now, this.pacer.closedUntil, 0);
      return this.forgive(refusals);
    }
    if (now - memory.epoch.began > EPOCH_MS) {
      memory.last = memory.epoch;
      memory.epoch = quiet(now);
    }
    memory.epoch.refused.push(...refusals);
    memory.epoch.good += answers.filter(({ state }) => state === 'saved' || state === 'accepted').length;
    const refused = [...memory.last.refused, ...memory.epoch.refused];
    const good = memory.last.good + memory.epoch.good;
    if (refused.length >= STORM && refused.length > good) {
      memory.acting = this.judge(refused, good, now).finally(() => (memory.acting = null));
      await memory.acting;
    }
    if (refused.length === 0 && good > 0) memory.pause = FIRST_PAUSE_MS;
  }

  /** Grants that were refused before, hours ago, are no storm when they are refused again: so a dead one is confirmed. */
  private async judge(refused: readonly string[], good: number, now: number): Promise<void> {
    const fresh = await newlyRejected(this.ctx.db, refused);
    if (fresh.length >= STORM && fresh.length > good) return this.act(fresh, now);
    this.memory.last = { ...quiet(this.memory.last.began), good: this.memory.last.good };
    this.memory.epoch = { ...this.memory.epoch, refused: fresh };
  }

  private async act(refused: readonly string[], now: number): Promise<void> {
    const { memory } = this;
    const until = now + memory.pause;
    memory.pause = Math.min(memory.pause * 2, LONGEST_PAUSE_MS);
    memory.last = quiet(now);
    memory.epoch = quiet(now);
    // A third storm in a row: if it is these grants after all, they are no storm when they come one by one.
    const spreadMs = until - now > FIRST_PAUSE_MS * 2 ? SPREAD_MS : 0;
    this.remember(now, until, spreadMs);
    await this.pacer.shut(until, 'grant_unconfirmed');
    await this.forgive(refused, spreadMs);
  }

  private remember(now: number, until: number, spreadMs: number): void {
    const before = this.memory.storm;
    const since = before && now < before.until + AFTERMATH_MS ? before.since : now - EPOCH_MS * 2;
    this.memory.storm = { since, until: Math.max(until, before?.until ?? 0), spreadMs, lookedAt: 0 };
  }

  /**
   * After a storm, and for two minutes: asks anew whoever else was refused while it lasted. A worker that had many good answers just
   * before took its share for real, and a lane writes what it met only when it ends.
   */
  async aftermath(): Promise<void> {
    const { storm } = this.memory;
    const now = this.ctx.now();
    if (!storm || now < storm.until || now < storm.lookedAt + LOOK_MS) return;
    storm.lookedAt = now;
    if (now > storm.until + AFTERMATH_MS) this.memory.storm = null;
    // those that are forgiven already are asked within the time over which they were spread, and stay there
    const rows = await this.ctx.db.execute<{ id: string }>(sql`
      select id from presaves where dsp = ${this.pacer.dsp.dsp} and reason = 'grant_unconfirmed' and state in ('held', 'accepted')
        and updated_at between ${at(storm.since)} and ${at(storm.until + LATE_MS)}
        and next_attempt_at > now() + make_interval(secs => ${SPREAD_MS / 1000})`);
    const ids = rows.map(row => row.id);
    await this.forgive(ids, storm.spreadMs);
  }

  private async forgive(refused: readonly string[], spreadMs = 0): Promise<void> {
    if (refused.length === 0) return;
    await forgiveRejections(this.ctx.db, refused);
    await this.ctx.db.execute(sql`
      update presaves set next_attempt_at = now() + random() * make_interval(secs => ${spreadMs / 1000})
      where id = any(${sql.param(refused)}::uuid[]) and state in ('held', 'accepted') and reason = 'grant_unconfirmed'`);
  }
}
