import { Instants } from './instants';
import type { RollingRule } from './limit-rule';

/** At most `limit` calls in any `windowMs`. With `countsRefused`, calls that were turned away use up the window too. */
export class RollingWindow {
  private readonly calls = new Instants();
  private limit: number;

  constructor(private rule: RollingRule) {
    this.limit = rule.limit;
  }

  /** Another rule from now on; the window's past stays. */
  follow(rule: RollingRule): void {
    this.rule = rule;
    this.limit = rule.limit;
  }

  change({ limit }: { limit: number }): void {
    this.limit = limit;
  }

  /** Counts a call at `now` (epoch ms). Null lets it pass; a number is how many ms until one would. */
  take(now: number): number | null {
    const { calls, limit } = this;
    const { windowMs, countsRefused } = this.rule;
    calls.dropUntil(now - windowMs);
    const passes = calls.length < limit;
    if (passes || countsRefused) calls.add(now);
    if (passes) return null;
    // The call that has to leave so that one fewer than the limit are left.
    return limit > 0 ? calls.at(calls.length - limit) + windowMs - now : windowMs;
  }
}
