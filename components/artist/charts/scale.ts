import { max, nice, ticks } from 'd3-array';

/** A scale for counts: it begins at 0, ends at a round number, and has whole ticks. */
export function countScale(values: readonly number[]): { top: number; ticks: number[] } {
  const [, top] = nice(0, Math.max(1, max(values) ?? 0), 3);
  return { top, ticks: ticks(0, top, 3).filter(n => Number.isInteger(n)) };
}
