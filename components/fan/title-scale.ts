/** Size steps for a title, from a two-letter single to two hundred characters. The sheet gives each its size. */
export type TitleScale = 'xl' | 'l' | 'm' | 's' | 'xs';

/** Scripts whose glyphs stand about twice as wide as a Latin letter: Hangul Jamo, CJK, Kana, Hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;

function width(text: string): number {
  let sum = 0;
  for (const char of text) sum += WIDE.test(char) ? 1.8 : 1;
  return sum;
}

/** Chooses the step by what breaks a line first: the whole length, or the longest word that cannot be broken. */
export function titleScale(title: string): TitleScale {
  const length = width(title);
  // Wide scripts break anywhere, so only runs of the others count as one word.
  const longest = Math.max(...title.split(/[\s\-–—/]+/).map(word => (WIDE.test(word) ? 2 : width(word))));
  if (length <= 12 && longest <= 9) return 'xl';
  if (length <= 26 && longest <= 11) return 'l';
  if (length <= 56 && longest <= 15) return 'm';
  return length <= 110 && longest <= 22 ? 's' : 'xs';
}
