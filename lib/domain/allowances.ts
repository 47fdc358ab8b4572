import { take, waitSeconds, type Allowance, type Spent } from './allowance';

/** So many askers are remembered at least, and twice as many at most. Who has not asked for longest is forgotten, and has all of it again. */
const LEAST_ASKERS = 10_000;

/** The allowances of many askers, in memory and nowhere else. */
export class Allowances {
  private lately = new Map<string, Spent>();
  private before = new Map<string, Spent>();

  constructor(private readonly allowance: Allowance) {}

  /** 0 where one more is granted, else for how many seconds to wait. `now` is epoch ms. */
  ask(asker: string, now: number): number {
    const known = this.lately.get(asker) ?? this.before.get(asker);
    const { granted, spent } = take(this.allowance, known, now);
    this.lately.set(asker, spent);
    // Forgetting them by the thousand: a map whose first entry is looked for and deleted again and again gets slow.
    if (this.lately.size >= LEAST_ASKERS) {
      this.before = this.lately;
      this.lately = new Map();
    }
    return granted ? 0 : waitSeconds(this.allowance, spent);
  }
}
