import { sql } from 'drizzle-orm';
import type { Reason } from '../domain/presave-state';
import { forgiveRejections } from '../vault/grants';
import type { Pacer } from './pacer';
import type { WorkerContext } from './types';

/** So many refused grants within half a minute or so, and more than half of all answers, are the DSP's fault and not the fans'. */
const STORM = 20;
const EPOCH_MS = 30_000;
const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

const REFUSALS: ReadonlySet<Reason> = new Set(['grant_unconfirmed', 'grant_rejected']);

/** What a DSP said in half a minute: the pre-saves whose grants it refused, and how many it did not. */
type Epoch = { began: number; refused: string[]; good: number };

/**
 * Watches one DSP for a storm of refused grants. In a storm it stops the DSP for all workers, twenty seconds at first, twice as
 * long each time, and forgets the refusals: what is said of everyone proves nothing about anyone.
 */
export class StormWatch {
  private last: Epoch = { began: -Infinity, refused: [], good: 0 };
  private epoch: Epoch = this.last;
  private pause = FIRST_PAUSE_MS;

  constructor(
    private readonly ctx: WorkerContext,
    private readonly pacer: Pacer,
  ) {}

  /** Takes in what became of some pre-saves; a storm that is seen is acted upon before this resolves. */
  async note(answers: readonly { id: string; state: string; reason: Reason }[]): Promise<void> {
    const now = this.ctx.now();
    if (now - this.epoch.began > EPOCH_MS) {
      this.last = this.epoch;
      this.epoch = { began: now, refused: [], good: 0 };
    }
    for (const { id, state, reason } of answers) {
      if (REFUSALS.has(reason)) this.epoch.refused.push(id);
      else if (state === 'saved' || state === 'accepted') this.epoch.good += 1;
    }
    const refused = [...this.last.refused, ...this.epoch.refused];
    const good = this.last.good + this.epoch.good;
    if (refused.length >= STORM && refused.length > good) await this.act(refused, now);
    else if (refused.length === 0 && good > 0) this.pause = FIRST_PAUSE_MS;
  }

  private async act(refused: readonly string[], now: number): Promise<void> {
    const until = now + this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    this.last = { began: now, refused: [], good: 0 };
    this.epoch = this.last;
    await this.pacer.shut(until, 'grant_unconfirmed');
    await forgiveRejections(this.ctx.db, refused);
    await this.ctx.db.execute(sql`
      update presaves set next_attempt_at = now()
      where id = any(${sql.param(refused)}::uuid[]) and state = 'held' and reason = 'grant_unconfirmed'`);
  }
}
