/** A piece of a word: letters that the bundled fonts have, or an emoji as SVG. */
export type Piece = { kind: 'text'; text: string } | { kind: 'emoji'; svg: string };
export type CardWord = {
  pieces: Piece[];
  /** in em, roughly */ width: number;
  /** a line may break inside it, as in Japanese */ breakable: boolean;
};
export type CardText = { words: CardWord[]; rtl: boolean };

export type Glyphs = { covers: (point: number) => boolean; emoji: (code: string) => string | null };

/**
 * Satori of this age puts text into its SVG unescaped, so the five characters of markup never reach it: they become their
 * typographic doubles.
 */
const MARKUP: Record<string, string> = { '<': '‹', '>': '›', '&': '＆', '"': '”', "'": '’' };

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const HEBREW = /[\u0590-\u05ff\ufb1d-\ufb4f]/u;
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
const MAX_MARKS = 3;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function emojiCode(grapheme: string): string {
  const points = [...grapheme].map(c => (c.codePointAt(0) ?? 0).toString(16));
  // twemoji drops the variation selector unless the emoji is a sequence
  return (points.includes('200d') ? points : points.filter(p => p !== 'fe0f')).join('-');
}

function pieceOf(grapheme: string, glyphs: Glyphs): Piece | null {
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(grapheme)) {
    const svg = glyphs.emoji(emojiCode(grapheme)) ?? glyphs.emoji(emojiCode(grapheme).replaceAll('-fe0f', ''));
    if (svg) return { kind: 'emoji', svg };
  }
  const letters = [...grapheme.replace(/[\p{C}\ufe0e\ufe0f]/gu, '')].map(c => MARKUP[c] ?? c).slice(0, 1 + MAX_MARKS);
  const known = letters.filter(c => glyphs.covers(c.codePointAt(0) ?? 0));
  return known.length > 0 && known[0] === letters[0] ? { kind: 'text', text: known.join('') } : null;
}

function letterWidth(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  if (WIDE.test(letter)) return 1;
  if (RTL.test(letter) || /\p{Lu}/u.test(letter)) return 0.66;
  return 0.55;
}

function widthOf(piece: Piece): number {
  if (piece.kind === 'emoji') return 1.15;
  return [...piece.text].reduce((sum, letter) => sum + letterWidth(letter), 0);
}

/** Joins neighbouring letters into one piece, so that they are shaped together. */
function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + piece.text };
    else out.push(piece);
  }
  return out;
}

/** Satori knows no bidi: the letters of a Hebrew word are put in the order in which they are drawn. */
function drawn(piece: Piece): Piece {
  if (piece.kind === 'emoji' || !HEBREW.test(piece.text)) return piece;
  return {
    kind: 'text',
    text: [...graphemes.segment(piece.text)]
      .map(s => s.segment)
      .toReversed()
      .join(''),
  };
}

function wordOf(pieces: Piece[]): CardWord {
  const breakable = pieces.some(piece => piece.kind === 'text' && WIDE.test(piece.text));
  return { pieces: joined(pieces).map(drawn), width: pieces.reduce((sum, p) => sum + widthOf(p), 0), breakable };
}

/**
 * Prepares a text for the share card: normalised, without control characters, only with glyphs that are bundled, at most
 * `maxGraphemes` of them and never cut inside one. What cannot be drawn is left out.
 */
export function cardText(text: string, glyphs: Glyphs, maxGraphemes: number): CardText {
  const words: CardWord[] = [];
  let left = maxGraphemes;
  for (const word of text
    .slice(0, 20_000)
    .normalize('NFC')
    .split(/[\p{Z}\s]+/u)) {
    const pieces: Piece[] = [];
    for (const { segment } of graphemes.segment(word)) {
      if (left <= 0) break;
      const piece = pieceOf(segment, glyphs);
      if (!piece) continue;
      pieces.push(piece);
      left -= 1;
    }
    if (pieces.length > 0) words.push(wordOf(pieces));
    if (left <= 0) {
      words.push({ pieces: [{ kind: 'text', text: '…' }], width: 0.6, breakable: false });
      break;
    }
  }
  return { words, rtl: RTL.test(text) };
}
