/** What every fan has saved, findable from both sides. */
export class Libraries {
  private readonly byFan = new Map<string, Map<string, number>>();
  private readonly byUri = new Map<string, Map<string, number>>();

  /** Saves once: a second save of the same thing keeps the first one's instant (epoch ms). */
  save(fan: string, uri: string, at: number): void {
    if (this.has(fan, uri)) return;
    entry(this.byFan, fan).set(uri, at);
    entry(this.byUri, uri).set(fan, at);
  }

  remove(fan: string, uri: string): void {
    this.byFan.get(fan)?.delete(uri);
    this.byUri.get(uri)?.delete(fan);
  }

  has(fan: string, uri: string): boolean {
    return this.byFan.get(fan)?.has(uri) ?? false;
  }

  /** Uri to instant of saving. */
  ofFan(fan: string): ReadonlyMap<string, number> {
    return this.byFan.get(fan) ?? new Map();
  }

  /** Fan to instant of saving. */
  ofUri(uri: string): ReadonlyMap<string, number> {
    return this.byUri.get(uri) ?? new Map();
  }

  get size(): number {
    let total = 0;
    for (const saved of this.byFan.values()) total += saved.size;
    return total;
  }
}

function entry(index: Map<string, Map<string, number>>, key: string): Map<string, number> {
  const known = index.get(key);
  if (known) return known;
  const made = new Map<string, number>();
  index.set(key, made);
  return made;
}
