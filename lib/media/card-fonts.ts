import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFont } from './font-file';

export type Voice = 'display' | 'text';
export type CardFont = { name: string; data: Buffer; weight: 700; style: 'normal' };
/** A font in the order it is asked, with the advance width in em of every code point it has. */
export type CardFace = { name: string; widths: ReadonlyMap<number, number> };

/**
 * In the order in which a letter is looked for. The Latin ones are the page's own Bricolage, cut from its variable file; of the
 * Arabic faces on Fontsource that were tried, Satori shapes IBM Plex and throws on every Noto. See fonts/LICENCES.txt.
 */
const SHARED = [
  'inter-latin-ext-700',
  'inter-cyrillic-ext-700',
  'inter-greek-ext-700',
  'noto-jp-700',
  'noto-kr-700',
  'noto-sc-700',
  'plex-arabic-700',
  'noto-hebrew-700',
  'noto-thai-700',
  'noto-devanagari-700',
  'noto-symbols',
  'noto-symbols-2',
];
const OWN: Record<Voice, string[]> = {
  display: [
    'bricolage-display-latin',
    'bricolage-display-latin-ext',
    'bricolage-display-vietnamese',
    'sofia-cyrillic-800',
    'sofia-cyrillic-ext-800',
    'sofia-greek-800',
  ],
  text: [
    'bricolage-text-latin',
    'bricolage-text-latin-ext',
    'bricolage-text-vietnamese',
    'sofia-cyrillic-600',
    'sofia-cyrillic-ext-600',
    'sofia-greek-600',
  ],
};

const FOLDER = join(fileURLToPath(new URL('.', import.meta.url)), 'fonts');
const read = new Map<string, { font: CardFont; face: CardFace }>();
const sets = new Map<string, CardFont[]>();

function load(name: string): { font: CardFont; face: CardFace } {
  const known = read.get(name);
  if (known) return known;
  const data = readFileSync(join(FOLDER, `${name}.woff`));
  const loaded = {
    font: { name, data, weight: 700 as const, style: 'normal' as const },
    face: { name, widths: readFont(data) },
  };
  read.set(name, loaded);
  return loaded;
}

/** The faces of a voice, in order. Files are read once per process. */
export function cardFaces(voice: Voice): CardFace[] {
  return [...OWN[voice], ...SHARED].map(name => load(name).face);
}

/** Just these fonts, for Satori. It caches by the array itself, so the same names give the same array. */
export function cardFonts(names: ReadonlySet<string>): CardFont[] {
  const wanted = [...names].toSorted();
  const key = wanted.join();
  const known = sets.get(key);
  if (known) return known;
  const fonts = wanted.map(name => load(name).font);
  sets.set(key, fonts);
  return fonts;
}
