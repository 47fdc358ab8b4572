/** How many were saved at an instant (epoch ms). */
export type Sample = { at: number; saved: number };

/** So far back (ms) a rate looks: saves are written in batches, and one second is too short to judge by. */
const WINDOW_MS = 10_000;

/** The samples a rate still needs once `next` has come. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  return [...samples.filter(s => next.at - s.at <= WINDOW_MS), next];
}

/** Saves per second over these samples, oldest first; null while there is too little to tell. */
export function saveRate(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return null;
  // A fan who withdraws after the save makes the count smaller.
  return Math.max(0, ((last.saved - first.saved) * 1000) / (last.at - first.at));
}

/**
 * How long (ms) `waiting` saves will take at `perSecond`, after `blockedMs` in which nothing may be called. Null when it cannot be
 * told: nothing has been saved lately, so nothing says how fast it will go.
 */
export function timeLeft(waiting: number, perSecond: number | null, blockedMs = 0): number | null {
  if (waiting === 0) return 0;
  if (perSecond === null || perSecond <= 0) return null;
  return Math.max(0, blockedMs) + (waiting * 1000) / perSecond;
}
