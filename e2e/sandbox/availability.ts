/** Epoch ms of the release: everywhere at once, or per market with `default` for the rest. */
export type AvailableAt = number | Record<string, number>;

/** When a release can be had in `market`. Infinity where it never can, or when the market is not known. */
export function availableFrom(release: { availableAt: AvailableAt; lateByMs: number }, market: string | null): number {
  const { availableAt, lateByMs } = release;
  if (market === null) return Infinity;
  const at = typeof availableAt === 'number' ? availableAt : (availableAt[market] ?? availableAt['default']);
  return at === undefined ? Infinity : at + lateByMs;
}

/** YYYY-MM-DD of the planned release, in UTC. Where markets differ and there is no default, the last one counts. */
export function plannedDate(availableAt: AvailableAt): string {
  const at =
    typeof availableAt === 'number' ? availableAt : (availableAt['default'] ?? Math.max(...Object.values(availableAt)));
  return new Date(at).toISOString().slice(0, 10);
}
