/** Events by time, those of one time in the order they were planned. */
export class Agenda {
  private heap: { at: number; n: number; act: () => void }[] = [];
  private n = 0;

  constructor(public now: number) {}

  in(ms: number, act: () => void): void {
    this.heap.push({ at: this.now + ms, n: this.n++, act });
    for (let i = this.heap.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (!this.swapIfBefore(i, up)) return;
      i = up;
    }
  }

  next(): boolean {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (!first || !last) return false;
    if (this.heap.length > 0) this.heap[0] = last;
    for (let i = 0, down = 0; ; i = down) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      down = this.isBefore(right, left) ? right : left;
      if (!this.swapIfBefore(down, i)) break;
    }
    this.now = first.at;
    first.act();
    return true;
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]];
    return !!x && !!y && (x.at < y.at || (x.at === y.at && x.n < y.n));
  }

  private swapIfBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (!x || !y || !this.isBefore(a, b)) return false;
    [this.heap[a], this.heap[b]] = [y, x];
    return true;
  }
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let a = seed * 2_654_435_769;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
