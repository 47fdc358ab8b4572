import type { SetText } from '../../components/card/share-card';
import { levelsOf, readsFromRight } from './card-bidi';
import { chunksOf, cutChunk, type Chunk } from './card-breaks';
import { isTight, lineGlyphs, toLine } from './card-runs';
import type { Glyph } from './card-text';

/** The room for a text, in px, and how it may be set there. */
export type Room = {
  width: number;
  height: number;
  /** at most */ lines: number;
  /** px, descending */ sizes: readonly number[];
  /** em between letters of Latin and its kin */ tracking: number;
  /** keep a day with its month */ keepNumbers?: boolean;
};

/** Only below this share of the largest size is a word cut that is too wide for the column. */
const CUT_BELOW = 0.45;

/**
 * Sets a text in the largest size at which it fits its room with no word cut; failing that with words cut between graphemes; failing
 * that in the smallest size, ended by an ellipsis. Lines of one text come out about equally long.
 */
export function setText(glyphs: readonly Glyph[], room: Room): SetText {
  const rtl = readsFromRight(glyphs);
  const leading = leadingOf(glyphs);
  const chunks = chunksOf(prepared(glyphs, rtl, room.tracking), room.keepNumbers ?? false);
  const most = (size: number) => Math.min(room.lines, Math.floor(room.height / (size * leading)));
  const set = (lines: Chunk[][], size: number): SetText => ({
    lines: lines.map(line => toLine(line, room.tracking)),
    size,
    leading,
    rtl,
  });

  for (const size of room.sizes) {
    const width = room.width / size;
    if (chunks.some(chunk => chunk.width > width)) continue;
    const lines = balanced(chunks, width);
    if (lines.length <= most(size)) return set(lines, size);
  }
  const [largest = 16] = room.sizes;
  const smallest = room.sizes.at(-1) ?? largest;
  for (const size of room.sizes) {
    const lines = fill(cutTo(chunks, room.width / size), room.width / size);
    if (size <= largest * CUT_BELOW && lines.length <= most(size)) return set(lines, size);
  }
  const width = room.width / smallest;
  const lines = fill(cutTo(chunks, width), width).slice(0, Math.max(1, most(smallest)));
  return set(shortened(lines, width), smallest);
}

/** Levels belong to the paragraph, so they are settled before it is broken into lines; tracking is part of a letter's width. */
function prepared(glyphs: readonly Glyph[], rtl: boolean, tracking: number): Glyph[] {
  const levels = levelsOf(glyphs, rtl);
  return glyphs.map((glyph, i) => ({
    ...glyph,
    level: levels[i] ?? 0,
    width: isTight(glyph) ? glyph.width + tracking : glyph.width,
  }));
}

/** Scripts with marks above and below need more room between lines than Latin does. */
function leadingOf(glyphs: readonly Glyph[]): number {
  const text = glyphs.map(glyph => glyph.text).join('');
  if (/[\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}]/u.test(text)) return 1.36;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}]/u.test(text))
    return 1.16;
  // Capitals with accents, and the double accents of Vietnamese.
  return /[À-ÖØ-Ý\u1ea0-\u1ef9]/u.test(text) ? 1.08 : 0.96;
}

function cutTo(chunks: readonly Chunk[], width: number): Chunk[] {
  return chunks.flatMap(chunk => (chunk.width > width ? cutChunk(chunk, width) : [chunk]));
}

function fill(chunks: readonly Chunk[], width: number): Chunk[][] {
  const lines: Chunk[][] = [];
  let used = 0;
  for (const chunk of chunks) {
    const line = lines.at(-1);
    const needed = used + (chunk.space?.width ?? 0) + chunk.width;
    if (line && needed <= width) {
      line.push(chunk);
      used = needed;
    } else {
      lines.push([chunk]);
      used = chunk.width;
    }
  }
  return lines;
}

/** The same number of lines in the narrowest column that holds them, so that no last line is left with one short word. */
function balanced(chunks: readonly Chunk[], width: number): Chunk[][] {
  const lines = fill(chunks, width);
  let [low, high] = [Math.max(0, ...chunks.map(chunk => chunk.width)), width];
  for (let i = 0; i < 12 && lines.length > 1; i++) {
    const tried = (low + high) / 2;
    if (fill(chunks, tried).length > lines.length) low = tried;
    else high = tried;
  }
  return fill(chunks, high);
}

/** Ends the last line with an ellipsis, giving up as many whole graphemes as that takes. */
function shortened(lines: readonly Chunk[][], width: number): Chunk[][] {
  const last = lineGlyphs(lines.at(-1) ?? []);
  const level = last.at(-1)?.level ?? 0;
  const font = 'bricolage-display-latin';
  const dots: Glyph = { kind: 'letters', text: '…', font, width: 0.9, direction: 'N', level };
  const total = () => last.reduce((sum, glyph) => sum + glyph.width, dots.width);
  while (last.length > 0 && (last.at(-1)?.kind === 'space' || total() > width)) last.pop();
  return [...lines.slice(0, -1), [{ glyphs: [...last, dots], width: total(), space: null }]];
}
