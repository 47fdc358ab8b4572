import type { LimitRule } from './limit-rule';
import { RollingWindow } from './rolling-window';
import { TokenBucket } from './token-bucket';

/** The calls of one client under its rule and what the rule plans. Instants are epoch ms. */
export class Limiter {
  private current: LimitRule;
  private meter: RollingWindow | TokenBucket;
  private setAt: number;
  private passed = 0;
  private stepsDone = 0;

  constructor(rule: LimitRule, now: number) {
    this.current = rule;
    this.meter = rule.kind === 'rolling' ? new RollingWindow(rule) : new TokenBucket(rule, now);
    this.setAt = now;
  }

  get rule(): LimitRule {
    return this.current;
  }

  /** Another rule in mid-run. One of the same kind keeps what was counted; the plan begins anew. */
  replace(rule: LimitRule, now: number): void {
    if (rule.kind === 'rolling' && this.meter instanceof RollingWindow) this.meter.follow(rule);
    else if (rule.kind === 'token-bucket' && this.meter instanceof TokenBucket) this.meter.follow(rule, now);
    else this.meter = rule.kind === 'rolling' ? new RollingWindow(rule) : new TokenBucket(rule, now);
    this.current = rule;
    this.setAt = now;
    this.passed = 0;
    this.stepsDone = 0;
  }

  /** Counts a call. Null lets it pass; a number is how many ms until one would. */
  take(now: number): number | null {
    this.takeSteps(now);
    const wait = this.meter.take(now);
    if (wait === null) this.passed += 1;
    return wait;
  }

  private takeSteps(now: number): void {
    for (let step = this.current.plan[this.stepsDone]; step; step = this.current.plan[this.stepsDone]) {
      // Not `now` for a planned instant: up to it a bucket refills at the old pace, even if nobody called then.
      const due = 'afterMs' in step ? this.setAt + step.afterMs : this.passed >= step.afterCalls ? now : Infinity;
      if (due > now) return;
      this.meter.change(step, due);
      this.stepsDone += 1;
    }
  }
}
