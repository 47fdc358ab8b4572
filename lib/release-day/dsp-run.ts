import type { SavingDsp } from '../dsp/types';
import { claimDue, hasSuspects, type Claim } from './claim';
import { saveLane } from './lane';
import { Pacer } from './pacer';
import { prepareGrants } from './prepare';
import { openMarkets } from './probe';
import { Roster } from './roster';
import { StormWatch } from './storm';
import { verifyAccepted } from './verify';
import type { Settled, WorkerContext } from './types';

/** Pre-saves that were under way when a worker died are taken so many at a time; those it happened to more than once, one by one. */
const SUSPECTS_AT_ONCE = 64;
const LOOK_FOR_SUSPECTS_MS = 1_000;

type RunOptions = {
  ctx: WorkerContext;
  dsp: SavingDsp;
  /** nothing new is begun after it */ stop: AbortSignal;
  /** calls in flight are broken off by it */ breakOff: AbortSignal;
  /** epoch ms; nothing is waited for beyond it */ until: number;
  lanes: number;
  laneSize: number;
  onClaimed: (n: number) => void;
  onSettled: (rows: readonly Settled[]) => void;
  /** looks in fans' libraries, and what they led to */ onLooked: (rows: readonly Settled[]) => void;
  onPrepared: (n: number) => void;
  onOpened: (n: number) => void;
};

/** What one drain does for one DSP. A DSP that is slow, shut or dead holds up its own run and no other. */
export class DspRun {
  private readonly pacer: Pacer;
  private readonly storm: StormWatch;
  private readonly roster: Roster;
  private lookedAt = -Infinity;
  private suspects = false;
  private claimed = 0;

  constructor(private readonly options: RunOptions) {
    const { ctx, dsp } = options;
    this.pacer = new Pacer(ctx, dsp);
    this.storm = new StormWatch(ctx, this.pacer);
    this.roster = new Roster(ctx, dsp.dsp);
  }

  async openMarkets(): Promise<void> {
    const { ctx, stop, onOpened } = this.options;
    onOpened(await openMarkets({ ctx, pacer: this.pacer, stop }));
  }

  /** Saves until nothing is due, then looks for what was only accepted and tries the grants of coming releases. */
  async work(): Promise<void> {
    const { ctx, stop, breakOff, until, onLooked, onPrepared } = this.options;
    const isMoreUrgent = async () => this.suspects || (await this.roster.next()) !== null;
    const tools = { ctx, pacer: this.pacer, storm: this.storm, stop, signal: breakOff, isMoreUrgent };
    let progress: number;
    let looked: number;
    do {
      await this.storm.aftermath();
      const claimed = await this.saveAll();
      const looks = await verifyAccepted({ ...tools, until });
      onLooked(looks);
      looked = looks.length;
      const tried = await prepareGrants(tools);
      onPrepared(tried);
      progress = claimed + looked + tried;
    } while (progress > 0 && this.goesOn && (looked > 0 || (await isMoreUrgent())));
  }

  /** Answers how many were claimed: none, though some are due, means that other workers have them in hand. */
  private async saveAll(): Promise<number> {
    const before = this.claimed;
    do {
      await this.look();
      await this.workOffSuspects();
      await allOf(Array.from({ length: this.options.lanes }, () => this.lane()));
    } while (this.suspects && this.goesOn);
    return this.claimed - before;
  }

  close(): Promise<void> {
    return this.pacer.close();
  }

  private get goesOn(): boolean {
    const { stop, until } = this.options;
    return !stop.aborted && this.pacer.closedUntil <= until;
  }

  /** One lane after another until nothing is due; it makes way for suspects, with whom nothing else may be in flight. */
  private async lane(): Promise<void> {
    const { dsp, laneSize } = this.options;
    while (this.goesOn && !this.suspects) {
      const campaignId = await this.roster.next();
      if (campaignId === null) return;
      const claimed = await this.round({ of: 'campaign', campaignId, dsp: dsp.dsp, limit: laneSize });
      if (claimed === 0) this.roster.remove(campaignId);
      await this.look();
    }
  }

  /**
   * A row that kills its worker takes everything along that is under way. So whatever was under way then is done again in small
   * lanes with nothing beside them, and what it happened to twice by itself: the killer is found, and hits nobody again.
   */
  private async workOffSuspects(): Promise<void> {
    const { dsp } = this.options;
    for (const rescues of ['once', 'more'] as const) {
      const limit = rescues === 'once' ? SUSPECTS_AT_ONCE : 1;
      while (this.suspects && this.goesOn)
        if ((await this.round({ of: 'suspects', dsp: dsp.dsp, limit, rescues })) === 0) break;
    }
    this.suspects = false;
  }

  private async look(): Promise<void> {
    const { ctx, dsp } = this.options;
    if (this.suspects || ctx.now() - this.lookedAt < LOOK_FOR_SUSPECTS_MS) return;
    this.lookedAt = ctx.now();
    this.suspects = await hasSuspects(ctx, dsp.dsp);
  }

  /** Permits first, then as many rows: nothing is claimed that may not be called for. Answers how many were claimed. */
  private async round(claim: Exclude<Claim, { of: 'one' }>): Promise<number> {
    const { ctx, stop, breakOff, until, onClaimed, onSettled } = this.options;
    const permit = await this.pacer.take(claim.limit, until, stop);
    if (!permit) return 0;
    let jobs;
    try {
      jobs = await claimDue(ctx, { ...claim, limit: permit.calls });
    } catch (error) {
      this.pacer.give(permit);
      throw error;
    }
    if (jobs.length === 0) {
      this.pacer.give(permit);
      return 0;
    }
    this.claimed += jobs.length;
    onClaimed(jobs.length);
    const settled = await saveLane({ ctx, pacer: this.pacer, permit, signal: breakOff, stop }, jobs);
    onSettled(settled);
    await this.storm.note(settled);
    return jobs.length;
  }
}

/** Waits for every lane, also when one fails: a lane that goes on beside its successors would be one lane more each time. */
async function allOf(lanes: Promise<void>[]): Promise<void> {
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason;
}
