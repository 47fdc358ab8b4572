import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontCoverage } from './font-coverage';

/** In the order in which a letter is looked for. Satori shapes Arabic only with this face of those that were tried. */
const FILES = [
  'bricolage-grotesque-latin-800-normal',
  'bricolage-grotesque-latin-ext-800-normal',
  'bricolage-grotesque-vietnamese-800-normal',
  'inter-latin-ext-700-normal',
  'inter-cyrillic-700-normal',
  'inter-cyrillic-ext-700-normal',
  'inter-greek-700-normal',
  'inter-greek-ext-700-normal',
  'noto-sans-jp-japanese-700-normal',
  'noto-sans-kr-korean-700-normal',
  'noto-sans-sc-chinese-simplified-700-normal',
  'ibm-plex-sans-arabic-arabic-700-normal',
  'noto-sans-hebrew-hebrew-700-normal',
  'noto-sans-thai-thai-700-normal',
  'noto-sans-devanagari-devanagari-700-normal',
];

export type CardFont = { name: string; data: Buffer; weight: 700; style: 'normal' };

/** The bundled fonts, and whether any of them has a glyph for a code point. */
export function loadCardFonts(folder: string): { fonts: CardFont[]; covers: (point: number) => boolean } {
  const fonts = FILES.map(file => ({
    name: file,
    data: readFileSync(join(folder, `${file}.woff`)),
    weight: 700 as const,
    style: 'normal' as const,
  }));
  const sets = fonts.map(font => fontCoverage(font.data));
  return { fonts, covers: point => sets.some(set => set.has(point)) };
}
