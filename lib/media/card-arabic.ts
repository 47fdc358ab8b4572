import type { CardFace } from './card-fonts';
import type { Glyph } from './card-text';

/** A letter's shapes: alone, at a word's end, at its beginning, in its middle. Letters that join only backwards have two. */
type Forms = string[];

/**
 * Unicode's presentation forms, which stand in the blocks FB50 and FE70 in that very order behind each letter; NFKC tells the letter.
 * Lam with alef is one shape, found under both letters.
 */
const FORMS: ReadonlyMap<string, Forms> = tableOf([
  [0xfb50, 0xfbb1],
  // Up to here: what follows are Uighur's further forms of alef maksura, which would be taken for its common ones.
  [0xfbd3, 0xfbe7],
  [0xfbfc, 0xfbff],
  [0xfe80, 0xfefc],
]);
const TATWEEL = '\u0640';

function tableOf(blocks: readonly [number, number][]): Map<string, Forms> {
  const table = new Map<string, Forms>();
  for (const [from, to] of blocks)
    for (let point = from; point <= to; point++) {
      const form = String.fromCodePoint(point);
      const letter = form.normalize('NFKC');
      // An unassigned code point stands for itself.
      if (letter !== form) table.set(letter, [...(table.get(letter) ?? []), form]);
    }
  return table;
}

/**
 * Gives every Arabic letter the shape it has between its neighbours. Satori shapes Arabic too, but measures it unshaped, so its
 * words stand in boxes that are too wide. Glyphs of other scripts pass as they are.
 */
export function joinArabic(glyphs: readonly Glyph[], faces: readonly CardFace[]): Glyph[] {
  const letters = withLamAlef(glyphs);
  return letters.map((glyph, i) => {
    const forms = formsOf(glyph);
    if (glyph.kind !== 'letters' || !forms) return glyph;
    const before = joinsForward(letters[i - 1]) && forms.length > 1;
    const after = forms.length > 3 && joinsBackward(letters[i + 1]);
    const form = forms[(before ? 1 : 0) + (after ? 2 : 0)] ?? '';
    const width = faces.find(({ name }) => name === glyph.font)?.widths.get(form.codePointAt(0) ?? 0);
    return width === undefined ? glyph : { ...glyph, text: form + marksOf(glyph), width };
  });
}

function withLamAlef(glyphs: readonly Glyph[]): Glyph[] {
  const out: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = out.at(-1);
    const both = last && lettersOf(last) + lettersOf(glyph);
    if (last?.kind === 'letters' && both?.startsWith('ل') && both.length === 2 && FORMS.has(both))
      out[out.length - 1] = { ...last, text: both + marksOf(last) + marksOf(glyph) };
    else out.push(glyph);
  }
  return out;
}

/** The letter or the lam-alef pair of a glyph, without its vowel marks. */
function lettersOf(glyph: Glyph): string {
  return glyph.text.replaceAll(/\p{M}/gu, '');
}

function marksOf(glyph: Glyph): string {
  return glyph.text.replaceAll(/\P{M}/gu, '');
}

function formsOf(glyph: Glyph | undefined): Forms | undefined {
  return glyph?.kind === 'letters' ? FORMS.get(lettersOf(glyph)) : undefined;
}

function joinsForward(glyph: Glyph | undefined): boolean {
  return glyph?.text === TATWEEL || (formsOf(glyph)?.length ?? 0) > 3;
}

function joinsBackward(glyph: Glyph | undefined): boolean {
  return glyph?.text === TATWEEL || (formsOf(glyph)?.length ?? 0) > 1;
}
