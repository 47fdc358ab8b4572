import { take, waitSeconds, type Allowance, type Spent } from './allowance';

/** So many askers are remembered at once; the one who has not asked for longest is forgotten first, and has all of it again. */
const MOST_ASKERS = 20_000;

/** The allowances of many askers, in memory and nowhere else. */
export class Allowances {
  private readonly askers = new Map<string, Spent>();

  constructor(private readonly allowance: Allowance) {}

  /** 0 where one more is granted, else for how many seconds to wait. `now` is epoch ms. */
  ask(asker: string, now: number): number {
    const { granted, spent } = take(this.allowance, this.askers.get(asker), now);
    this.askers.delete(asker);
    this.askers.set(asker, spent);
    if (this.askers.size > MOST_ASKERS) {
      const [longest] = this.askers.keys();
      if (longest !== undefined) this.askers.delete(longest);
    }
    return granted ? 0 : waitSeconds(this.allowance, spent);
  }
}
