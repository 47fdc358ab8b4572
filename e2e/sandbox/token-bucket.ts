import type { BucketRule, Pace } from './limit-rule';

// Far less than a token, far more than what a sum of doubles loses.
const ROUNDING = 1e-9;

/**
 * Starts full, holds `limit` tokens at most and gets `refillPerSecond` back; a call takes `cost`. With `countsRefused`, a call that
 * was turned away takes what is left.
 */
export class TokenBucket {
  private limit: number;
  private refillPerSecond: number;
  // What was there at one instant and has been taken since: adding up many small refills instead would drift.
  private since: number;
  private atSince: number;
  private taken = 0;

  constructor(
    private rule: BucketRule,
    now: number,
  ) {
    this.limit = rule.limit;
    this.refillPerSecond = rule.refillPerSecond;
    this.since = now;
    this.atSince = rule.limit;
  }

  /** Another rule from `now` on; what is left stays. */
  follow(rule: BucketRule, now: number): void {
    this.rule = rule;
    this.change(rule, now);
  }

  /** From `at` (epoch ms) on; tokens beyond the new limit are lost. Without `refillPerSecond` that stays as it is. */
  change({ limit, refillPerSecond }: Pace, at: number): void {
    this.restart(at, Math.min(limit, this.levelAt(at)));
    this.limit = limit;
    this.refillPerSecond = refillPerSecond ?? this.refillPerSecond;
  }

  /** Takes the tokens for a call at `now` (epoch ms). Null lets it pass; a number is how many ms until one would. */
  take(now: number): number | null {
    const { cost, countsRefused } = this.rule;
    const level = this.levelAt(now);
    if (level + ROUNDING >= cost) {
      this.taken += cost;
      return null;
    }
    if (countsRefused) this.restart(now, 0);
    const missing = countsRefused ? cost : cost - level;
    return Math.ceil((missing * 1000) / this.refillPerSecond - ROUNDING);
  }

  private levelAt(now: number): number {
    const level = this.atSince - this.taken + ((now - this.since) * this.refillPerSecond) / 1000;
    if (level >= this.limit) this.restart(now, this.limit);
    return Math.min(level, this.limit);
  }

  private restart(at: number, level: number): void {
    this.since = at;
    this.atSince = level;
    this.taken = 0;
  }
}
