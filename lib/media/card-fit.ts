import type { CardText } from './card-text';

/** How a title is set: its size in px, and how many lines it is expected to take. */
export type Fit = { size: number; lines: number };

const SPACE = 0.28;
/** Down to this size (px) no word is broken; a single word that long is then set no smaller for it. */
const BREAKS_WORDS = 54;

/** The lines a text takes at a size, words broken only when one alone is wider than the column. */
export function linesAt(text: CardText, size: number, columnPx: number): number {
  const column = columnPx / size;
  let lines = 1;
  let used = 0;
  for (const { width, breakable } of text.words) {
    const needed = used === 0 ? width : used + SPACE + width;
    if (needed <= column) {
      used = needed;
      continue;
    }
    // Japanese and its kin fill a line with whole letters only.
    const perLine = breakable ? Math.max(1, Math.floor(column)) : column;
    lines += (used === 0 ? 0 : 1) + Math.ceil(width / perLine) - 1;
    used = width % perLine || perLine;
  }
  return lines;
}

/** The largest of `sizes` (descending, px) at which the text stays within `columnPx` by `heightPx`; null when none does. */
export function fit(
  text: CardText,
  sizes: readonly number[],
  columnPx: number,
  heightPx: number,
  lineHeight: number,
): Fit | null {
  for (const size of sizes) {
    const lines = linesAt(text, size, columnPx);
    const longest = Math.max(0, ...text.words.map(word => (word.breakable ? 0 : word.width)));
    const unbroken = longest * size <= columnPx || size <= BREAKS_WORDS;
    if (unbroken && lines * size * lineHeight <= heightPx) return { size, lines };
  }
  return null;
}
