import type { Glyph } from './card-text';

/** What stays together on a line, and the space before it, which is there only when it does not begin the line. Widths in em. */
export type Chunk = { glyphs: Glyph[]; width: number; space: Glyph | null };

/** Scripts whose lines break without spaces: Han, Kana, Hangul, Thai; and emoji. */
const FREE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Extended_Pictographic}ー、。]/u;
/** What must not begin a line: closing marks, and Japanese's small and long letters (JIS X 4051). */
const NEVER_FIRST = /^[\p{Pe}\p{Pf}!?.,:;…%‰、。，．！？：；・ー々〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}¿¡#$€£]$/u;

const words = new Intl.Segmenter('ja', { granularity: 'word' });

/**
 * Cuts a text into what a line may be broken between: at spaces, after hyphens, and between the words of scripts that write none.
 * With `keepNumbers` a number of one or two digits stays with the word behind it: "12 December".
 */
export function chunksOf(glyphs: readonly Glyph[], keepNumbers: boolean): Chunk[] {
  const starts = wordStarts(glyphs);
  const chunks: Chunk[] = [];
  let space: Glyph | null = null;
  let before: Glyph | null = null;
  glyphs.forEach((glyph, i) => {
    if (glyph.kind === 'space') {
      space = glyph;
      return;
    }
    const last = chunks.at(-1);
    const joined = space
      ? keepNumbers && last && /^\d{1,2}$/.test(last.glyphs.map(({ text }) => text).join(''))
      : before && !mayBreak(before.text, glyph.text, starts.has(i));
    if (last && joined) append(last, space ? [space, glyph] : [glyph]);
    else chunks.push({ glyphs: [glyph], width: glyph.width, space });
    space = null;
    before = glyph;
  });
  return chunks;
}

function append(chunk: Chunk, glyphs: readonly Glyph[]): void {
  chunk.glyphs.push(...glyphs);
  for (const { width } of glyphs) chunk.width += width;
}

function mayBreak(before: string, after: string, betweenWords: boolean): boolean {
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false;
  if (/[-–—/]$/u.test(before)) return true;
  return betweenWords && (FREE.test(before) || FREE.test(after));
}

/** The positions where the segmenter, which knows Japanese, Chinese and Thai words, begins a new word. */
function wordStarts(glyphs: readonly Glyph[]): Set<number> {
  const starts = new Map<number, number>();
  let offset = 0;
  glyphs.forEach((glyph, i) => {
    starts.set(offset, i);
    offset += glyph.text.length;
  });
  const found = new Set<number>();
  for (const { index } of words.segment(glyphs.map(glyph => glyph.text).join(''))) {
    const at = starts.get(index);
    if (at !== undefined) found.add(at);
  }
  return found;
}

/** A chunk too wide for any line, cut between graphemes into pieces of at most `most` em and about equal width. */
export function cutChunk(chunk: Chunk, most: number): Chunk[] {
  const widest = Math.max(...chunk.glyphs.map(({ width }) => width));
  const target = Math.min(most, chunk.width / Math.ceil(chunk.width / most) + widest);
  const out: Chunk[] = [];
  for (const glyph of chunk.glyphs) {
    const last = out.at(-1);
    if (last && last.width + glyph.width <= target) append(last, [glyph]);
    else out.push({ glyphs: [glyph], width: glyph.width, space: out.length === 0 ? chunk.space : null });
  }
  return out;
}
