import { sql } from 'drizzle-orm';
import type { Dsp } from '../domain/dsp';
import { groupsCte } from './waiting';
import type { WorkerContext } from './types';

const FRESH_MS = 500;

/**
 * The campaigns with due pre-saves on one DSP, taken in turn: however many fans one of them has, the next is asked for next.
 * Looked up anew every half second, or when it is empty.
 */
export class Roster {
  private campaigns: string[] = [];
  private readAt = 0;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly ctx: WorkerContext,
    private readonly dsp: Dsp,
  ) {}

  /** The campaign whose turn it is, or null when none has anything due. */
  async next(): Promise<string | null> {
    if (this.campaigns.length === 0 || this.ctx.now() - this.readAt > FRESH_MS) await this.refresh();
    const campaign = this.campaigns.shift() ?? null;
    if (campaign !== null) this.campaigns.push(campaign);
    return campaign;
  }

  /** Nothing of this campaign was due after all. */
  remove(campaign: string): void {
    this.campaigns = this.campaigns.filter(id => id !== campaign);
  }

  private refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    return this.reading;
  }

  private async read(): Promise<void> {
    const rows = await this.ctx.db.execute<{ id: string }>(sql`
      with ${groupsCte()}
      select distinct g.campaign_id as id from groups g
      join campaigns c on c.id = g.campaign_id and c.published_at is not null and (c.ended_at is null or c.ended_at > now())
      join market_openings m on m.campaign_id = g.campaign_id and m.dsp = g.dsp and m.market = g.market
        and m.release_revision = c.release_revision and m.opened_at is not null and m.moment <= now()
      where g.dsp = ${this.dsp} and exists (
        select 1 from presaves p where p.campaign_id = g.campaign_id and p.dsp = g.dsp and p.territory = g.market
          and p.state = 'held' and p.next_attempt_at <= now() and p.rescues = 0)`);
    const due = new Set(rows.map(row => row.id));
    // those that are known keep their place in the round
    this.campaigns = [...this.campaigns.filter(id => due.delete(id)), ...due];
    this.readAt = this.ctx.now();
  }
}
