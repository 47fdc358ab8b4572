import type { CardLine, CardRun } from '../../components/card/share-card';
import { drawnOrder } from './card-bidi';
import type { Chunk } from './card-breaks';
import type { Glyph } from './card-text';

const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '‹': '›',
  '›': '‹',
  '«': '»',
  '»': '«',
};

/** Whether a glyph is of the alphabets that are set with tracking. */
export function isTight(glyph: Glyph): boolean {
  return glyph.kind === 'letters' && /^(?:bricolage|sofia|inter)/.test(glyph.font);
}

/** The glyphs of a line in reading order, spaces between its chunks included. */
export function lineGlyphs(chunks: readonly Chunk[]): Glyph[] {
  return chunks.flatMap(({ glyphs, space }, i) => (i > 0 && space ? [space, ...glyphs] : glyphs));
}

/** A line as runs from left to right, as they are drawn. Each word, each change of font and each `&` begins another run. */
export function toLine(chunks: readonly Chunk[], tracking: number): CardLine {
  const glyphs = lineGlyphs(chunks);
  const runs: CardRun[] = [];
  let gap = 0;
  for (const index of drawnOrder(glyphs.map(glyph => glyph.level))) {
    const glyph = glyphs[index];
    if (!glyph) continue;
    if (glyph.kind === 'space') {
      gap += glyph.width;
      continue;
    }
    const last = runs.at(-1);
    const run = runOf(glyph, gap, tracking);
    if (gap === 0 && last?.kind === 'text' && run.kind === 'text' && mayJoin(last, run)) last.text += run.text;
    else runs.push(run);
    gap = 0;
  }
  return runs;
}

function runOf(glyph: Exclude<Glyph, { kind: 'space' }>, gap: number, tracking: number): CardRun {
  if (glyph.kind === 'emoji') return { kind: 'emoji', src: glyph.src, gap };
  const text = glyph.level % 2 === 1 ? (MIRRORED[glyph.text] ?? glyph.text) : glyph.text;
  return { kind: 'text', text, font: glyph.font, gap, tracking: isTight(glyph) ? tracking : 0 };
}

function mayJoin(one: { text: string; font: string }, other: { text: string; font: string }): boolean {
  return one.font === other.font && one.text !== '&' && other.text !== '&';
}
