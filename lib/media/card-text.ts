import { joinArabic } from './card-arabic';
import type { CardFace } from './card-fonts';

/** Which way a glyph runs: strongly left to right, strongly right to left, a digit, or whatever its neighbours do. */
export type Direction = 'L' | 'R' | 'D' | 'N';

/**
 * One grapheme as it is drawn: letters of one bundled font, an emoji's picture, or a space. Widths in em. `level` is 0 until
 * `card-bidi.ts` settles it.
 */
export type Glyph = { text: string; width: number; direction: Direction; level: number } & (
  { kind: 'letters'; font: string } | { kind: 'emoji'; src: string } | { kind: 'space' }
);

export type Glyphs = { faces: readonly CardFace[]; emoji: (grapheme: string) => string | null };

/**
 * Satori before 0.33.5 does not escape text. The characters that could open markup become their typographic doubles; `&` keeps its
 * shape, and `card-lines.ts` gives it a node of its own, so that it never stands before letters that would make it an entity.
 */
const MARKUP: Record<string, string> = { '<': '‹', '>': '›', '"': '”', "'": '’', '`': '‘' };

const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
/** Far more than a card can show; the rest is not even looked at. */
const MAX_UNITS = 2_000;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Prepares a text for the card: normalised (NFC), without control, format and lone surrogate characters, every letter one that a
 * bundled font has. What no font has is swapped for its plain form (NFKC, then without its marks) or left out; a text that would
 * lose more than a third of its letters is left out as a whole, because a name with holes is worse than none.
 */
export function cardText(text: string, glyphs: Glyphs): Glyph[] {
  const plain = text
    .slice(0, MAX_UNITS)
    .replaceAll(/\p{Surrogate}/gu, '')
    .normalize('NFC');
  const out: Glyph[] = [];
  let lost = 0;
  for (const { segment } of segmenter.segment(plain)) {
    if (/^[\p{Z}\s]+$/u.test(segment)) {
      if (out.length > 0 && out.at(-1)?.kind !== 'space') out.push(space(glyphs.faces));
      continue;
    }
    const drawn = glyphsOf(segment, glyphs, out.length === 0 || out.at(-1)?.kind === 'space');
    if (drawn.length === 0 && /[\p{L}\p{N}\p{S}]/u.test(segment)) lost += 1;
    out.push(...drawn);
  }
  if (out.at(-1)?.kind === 'space') out.pop();
  return lost * 2 > out.length ? [] : joinArabic(out, glyphs.faces);
}

function space(faces: readonly CardFace[]): Glyph {
  return { kind: 'space', text: ' ', width: faces[0]?.widths.get(32) ?? 0.25, direction: 'N', level: 0 };
}

function glyphsOf(grapheme: string, { faces, emoji }: Glyphs, opens: boolean): Glyph[] {
  const letters = grapheme.replaceAll(/[\p{C}\ufe00-\ufe0f]/gu, '');
  // ♥ or ™ alone is a letter of the text; with its emoji selector, or when only the picture exists, it is a picture.
  const asText =
    letters === grapheme && !/\p{Emoji_Presentation}/u.test(grapheme) ? spelled(letters, faces, opens) : [];
  if (asText.length > 0) return asText;
  const src = emoji(grapheme);
  if (src) return [{ kind: 'emoji', text: grapheme, src, width: 1.12, direction: 'N', level: 0 }];
  return spelled(letters, faces, opens);
}

/** The letters as some font has them: as they are, else in their plain form, else without their marks. */
function spelled(letters: string, faces: readonly CardFace[], opens: boolean): Glyph[] {
  if (letters === '') return [];
  const swapped = letters === '"' && opens ? '“' : letters.replaceAll(/[<>"'`]/g, char => MARKUP[char] ?? '');
  const whole = inOneFont(swapped, faces);
  if (whole) return [whole];
  const simple = letters.normalize('NFKC');
  if (simple !== letters) return [...simple].flatMap(char => spelled(char, faces, opens));
  const bare = inOneFont(letters.normalize('NFD').replaceAll(/\p{M}/gu, ''), faces);
  return bare ? [bare] : [];
}

/** A base letter with as many of its marks as its font has, at most two (four where marks are vowels). */
function inOneFont(letters: string, faces: readonly CardFace[]): Glyph | null {
  const [base = '', ...rest] = letters;
  if (base === '' || /\p{M}/u.test(base)) return null;
  const point = base.codePointAt(0) ?? 0;
  const face = faces.find(({ widths }) => widths.has(point));
  if (!face) return null;
  const marks = rest.filter(char => face.widths.has(char.codePointAt(0) ?? 0)).slice(0, marksFor(base));
  const text = drawnOrder([base, ...marks].join(''));
  const width = [...text].reduce((sum, char) => sum + (face.widths.get(char.codePointAt(0) ?? 0) ?? 0), 0);
  return { kind: 'letters', text, font: face.name, width, direction: directionOf(base), level: 0 };
}

function directionOf(char: string): Direction {
  if (/\p{Nd}/u.test(char)) return 'D';
  if (RTL.test(char)) return 'R';
  return /[\p{L}\p{So}]/u.test(char) ? 'L' : 'N';
}

/** Satori shapes no Indic scripts: the short i, written after its consonants and drawn before them, is put where it is drawn. */
function drawnOrder(letters: string): string {
  return letters.includes('\u093f') ? `\u093f${letters.replaceAll('\u093f', '')}` : letters;
}

/** How many further characters a grapheme may hold: stacked accents end at two, vowels and joined consonants may be more. */
function marksFor(base: string): number {
  if (/\p{Script=Devanagari}/u.test(base)) return 8;
  return /[\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(base) ? 4 : 2;
}
