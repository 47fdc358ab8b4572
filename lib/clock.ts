/** The only place where the process reads its own clock (epoch ms). Whatever must be right asks the database instead. */
export const clock = {
  now: (): number => Date.now(),
};

export type Clock = typeof clock;

/** An ISO 8601 text of an instant (epoch ms), in UTC. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}
