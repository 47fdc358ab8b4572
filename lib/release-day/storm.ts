import { sql } from 'drizzle-orm';
import type { Reason } from '../domain/presave-state';
import { forgiveRejections } from '../vault/grants';
import type { Pacer } from './pacer';
import type { WorkerContext } from './types';

/** So many refused grants within a minute, and more than half of all answers, are the DSP's fault and not the fans'. */
const STORM = 20;
const WINDOW_MS = 60_000;
const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

const REFUSALS: ReadonlySet<Reason> = new Set(['grant_unconfirmed', 'grant_rejected']);

/** What a DSP said of one pre-save's grant. */
type Heard = { id: string; refused: boolean; at: number };

/**
 * Watches one DSP for a storm of refused grants. In a storm it stops the DSP for all workers, twenty seconds at first, twice as
 * long each time, and forgets the refusals: what is said of everyone proves nothing about anyone.
 */
export class StormWatch {
  private heard: Heard[] = [];
  private pause = FIRST_PAUSE_MS;

  constructor(
    private readonly ctx: WorkerContext,
    private readonly pacer: Pacer,
  ) {}

  /** Whether this many refusals at once may be believed; a storm that is seen is acted upon before this resolves. */
  async note(answers: readonly { id: string; state: string; reason: Reason }[]): Promise<void> {
    const now = this.ctx.now();
    this.heard = this.heard.filter(({ at }) => at > now - WINDOW_MS);
    for (const { id, state, reason } of answers) {
      if (REFUSALS.has(reason)) this.heard.push({ id, refused: true, at: now });
      else if (state === 'saved' || state === 'accepted') this.heard.push({ id, refused: false, at: now });
    }
    const refused = this.heard.filter(answer => answer.refused);
    if (refused.length >= STORM && refused.length * 2 > this.heard.length) await this.act(refused, now);
    else if (refused.length === 0 && this.heard.length > 0) this.pause = FIRST_PAUSE_MS;
  }

  private async act(refused: readonly Heard[], now: number): Promise<void> {
    const until = now + this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    this.heard = [];
    await this.pacer.shut(until, 'grant_unconfirmed');
    const ids = refused.map(answer => answer.id);
    await forgiveRejections(this.ctx.db, ids);
    await this.ctx.db.execute(sql`
      update presaves set next_attempt_at = now()
      where id in ${ids} and state = 'held' and reason = 'grant_unconfirmed'`);
  }
}
