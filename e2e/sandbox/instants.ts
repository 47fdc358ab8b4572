const FIRST_ROOM = 1024;

/** A queue of instants (epoch ms) in the order they came: adding, and dropping from the old end, cost nothing that grows. */
export class Instants {
  private ring = new Float64Array(FIRST_ROOM);
  private oldest = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  add(at: number): void {
    if (this.count === this.ring.length) this.grow();
    this.ring[(this.oldest + this.count) % this.ring.length] = at;
    this.count += 1;
  }

  /** Forgets all up to and including `at`. */
  dropUntil(at: number): void {
    while (this.count > 0 && this.at(0) <= at) {
      this.oldest = (this.oldest + 1) % this.ring.length;
      this.count -= 1;
    }
  }

  /** Counted from the oldest, which is 0. NaN where there is none. */
  at(index: number): number {
    return index < 0 || index >= this.count ? NaN : (this.ring[(this.oldest + index) % this.ring.length] ?? NaN);
  }

  private grow(): void {
    const wider = new Float64Array(this.ring.length * 2);
    for (let i = 0; i < this.count; i += 1) wider[i] = this.at(i);
    this.ring = wider;
    this.oldest = 0;
  }
}
