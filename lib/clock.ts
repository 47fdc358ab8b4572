/** The only place where the process reads its own clock. Whatever must be right asks the database instead. */
export { clock } from './system-clock.mjs';

/** An ISO 8601 text of an instant (epoch ms), in UTC. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

/** An instant (epoch ms) as the Date that a library asks for. */
export function dateOf(at: number): Date {
  return new Date(at);
}
