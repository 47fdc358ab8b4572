import { EM_PER_UNIT, glyphWidth, isWide, scriptOf } from './title-scale';

/** In hundredths of the sleeve's side: the measure between the margins, and the height the title may take. */
const MEASURE = 85;
const HEIGHT = 70;

/** The widths of what a line break may part, in "n": words, and every glyph of a wide script. */
function pieces(title: string): number[] {
  const parts: number[] = [];
  for (const word of title.split(/\s+/)) {
    let run = 0;
    for (const char of word) {
      if (isWide(char)) {
        parts.push(run, glyphWidth(char));
        run = 0;
      } else run += glyphWidth(char);
    }
    parts.push(run);
  }
  return parts.filter(width => width > 0);
}

function lines(parts: number[], measure: number): number {
  let count = 1;
  let used = 0;
  for (const width of parts) {
    const space = used > 0 ? 0.55 : 0;
    if (used > 0 && used + space + width > measure) {
      count += 1;
      used = 0;
    }
    used += (used > 0 ? space : 0) + width;
    // A word longer than the line is broken by the browser wherever it ends.
    if (used > measure) {
      count += Math.ceil(used / measure) - 1;
      used %= measure;
    }
  }
  return count;
}

/**
 * The size for a title that is a sleeve, in hundredths of the sleeve's side: the largest at which it fits its square and, down to a
 * readable size, breaks no word.
 */
export function sleeveFit(title: string): number {
  const parts = pieces(title);
  const longest = Math.max(1, ...parts);
  const line = scriptOf(title) ? 1.16 : 0.95;
  for (let size = 46; size > 5; size -= 0.5) {
    const measure = MEASURE / (size * EM_PER_UNIT);
    const whole = longest <= measure || size <= 9;
    if (whole && lines(parts, measure) * size * line <= HEIGHT) return size;
  }
  return 5;
}
