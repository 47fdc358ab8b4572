import type { Direction } from './card-text';

/** What a glyph brings to the order of its line. */
type Ordered = { text: string; direction: Direction };

const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{', '›': '‹', '»': '«', '）': '（', '」': '「' };
const OPENING = new Set(Object.values(PAIRS));

/** Whether a text reads from the right: the direction of its first strong character (UAX 9, P2 and P3). */
export function readsFromRight(glyphs: readonly Ordered[]): boolean {
  return glyphs.find(({ direction }) => direction === 'L' || direction === 'R')?.direction === 'R';
}

/**
 * The embedding level of every glyph of a paragraph; odd ones run right to left. The part of UAX 9 that titles need: strong
 * directions, digits, paired brackets (N0) and neutrals that follow their surroundings (N1, N2). Explicit embeddings have no say:
 * their control characters never get this far.
 */
export function levelsOf(glyphs: readonly Ordered[], fromRight: boolean): number[] {
  const home = fromRight ? 'R' : 'L';
  const known = bracketed(glyphs, home);
  let strong: 'L' | 'R' = home;
  // What each position counts as for the neutrals beside it: a digit goes with the letters before it (W7).
  const sides = known.map(direction => {
    if (direction === 'L' || direction === 'R') strong = direction;
    return direction === 'N' ? null : strong;
  });
  return known.map((direction, i) => {
    if (direction === 'D') return sides[i] === 'R' || fromRight ? 2 : 0;
    const before = sides.slice(0, i).findLast(side => side !== null) ?? home;
    const after = sides.slice(i).find(side => side !== null) ?? home;
    const side = direction === 'N' ? (before === after ? before : home) : direction;
    return side === 'R' ? 1 : fromRight ? 2 : 0;
  });
}

/** The order in which one line is drawn from left to right: indices of its glyphs (UAX 9, L2). */
export function drawnOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  for (let level = Math.max(0, ...levels); level >= 1; level--)
    for (let from = 0; from < order.length; from++) {
      let to = from;
      while ((levels[order[to] ?? -1] ?? -1) >= level) to += 1;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = Math.max(from, to);
    }
  return order;
}

/** Directions with brackets settled: a pair takes the side of what it holds, and the paragraph's when that is in it. */
function bracketed(glyphs: readonly Ordered[], home: 'L' | 'R'): Direction[] {
  const out = glyphs.map(({ direction }) => direction);
  const open: { mark: string; at: number }[] = [];
  glyphs.forEach(({ text }, i) => {
    if (OPENING.has(text)) open.push({ mark: text, at: i });
    const from = open.findLastIndex(({ mark }) => mark === PAIRS[text]);
    const at = open[from]?.at;
    if (at === undefined) return;
    open.length = from;
    const inside = new Set(glyphs.slice(at + 1, i).map(({ direction }) => (direction === 'D' ? home : direction)));
    const other = home === 'L' ? 'R' : 'L';
    const before =
      glyphs.slice(0, at).findLast(({ direction }) => direction === 'L' || direction === 'R')?.direction ?? home;
    const side = inside.has(home) ? home : inside.has(other) ? (before === other ? other : home) : null;
    if (side) [out[at], out[i]] = [side, side];
  });
  return out;
}
