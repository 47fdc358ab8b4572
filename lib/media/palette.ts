import { clampChroma, formatHex, wcagContrast } from 'culori';
import type { Palette } from '../domain/theme';

/** OKLCH: lightness 0 to 1, chroma 0 to about 0.4, hue in degrees. */
export type Lch = { l: number; c: number; h: number };

type Ground = {
  paper: Lch;
  raised: number;
  line: number;
  text: number;
  muted: number;
  /** way to more contrast */ away: -1 | 1;
};

/** How much tint each mode's paper may carry: enough to belong to the cover, too little to colour the words on it. */
const GROUNDS = {
  light: { l: 0.945, most: 0.034, raised: -0.042, line: -0.13, text: 0.2, muted: 0.46, away: -1 },
  dark: { l: 0.19, most: 0.05, raised: 0.05, line: 0.14, text: 0.955, muted: 0.74, away: 1 },
} as const;

/** `#rrggbb` of an OKLCH colour; what sRGB cannot show loses chroma, never hue. */
export function hex({ l, c, h }: Lch): string {
  const clamped = clampChroma({ mode: 'oklch', l: Math.min(1, Math.max(0, l)), c, h }, 'oklch');
  return formatHex(clamped) ?? '#808080';
}

/**
 * Composes one mode's colours from a tint for the paper and colours that may be the accent, best first. Every pair that
 * `Palette` promises holds for any input: each colour is moved along lightness until its contrast, read from the final hex, is enough.
 */
export function composePalette(mode: 'light' | 'dark', tint: Lch, accents: readonly Lch[]): Palette {
  const ground = groundOf(mode, tint);
  const paper = hex(ground.paper);
  const raised = hex({ ...ground.paper, l: ground.paper.l + ground.raised });
  const ink = { c: Math.min(tint.c, 0.025), h: tint.h };
  const text = until({ ...ink, l: ground.text }, ground.away, [paper, raised], 7);
  const muted = until({ c: ink.c * 1.2, h: tint.h, l: ground.muted }, ground.away, [paper, raised], 4.6);
  const accent = chooseAccent(accents, paper, ground.away) ?? text;
  const line = hex({ l: ground.paper.l + ground.line, c: ground.paper.c * 1.1, h: tint.h });
  return { paper, raised, line, text, muted, accent, onAccent: onColour(accent, tint.h) };
}

function groundOf(mode: 'light' | 'dark', tint: Lch): Ground {
  const { l, most, ...rest } = GROUNDS[mode];
  return { paper: { l, c: Math.min(most, tint.c), h: tint.h }, ...rest };
}

/** Moves a colour's lightness until it stands out from every ground by `ratio`; ends at black or white, which does on any ground here. */
function until(colour: Lch, away: -1 | 1, grounds: string[], ratio: number): string {
  for (let l = colour.l; l > 0 && l < 1; l += away * 0.01) {
    const tried = hex({ ...colour, l });
    if (grounds.every(ground => wcagContrast(tried, ground) >= ratio)) return tried;
  }
  return away < 0 ? '#000000' : '#ffffff';
}

/**
 * The first wish counts most, yet a colour that must be moved far to be seen loses itself (a yellow on pale paper ends as mustard),
 * so the one with the best rank after its loss wins. Null when there is no wish.
 */
function chooseAccent(accents: readonly Lch[], paper: string, away: -1 | 1): string | null {
  let best: string | null = null;
  let least = Infinity;
  accents.forEach((accent, rank) => {
    const seen = until(accent, away, [paper], 3.05);
    const moved = Math.abs(lightness(seen) - accent.l);
    // Yellow and lime turn to mud when darkened; a red or a blue only gets richer.
    const mud = away < 0 && accent.h > 70 && accent.h < 150 ? 2.2 : 1;
    const cost = rank * 0.09 + moved * mud;
    if (cost < least) [best, least] = [seen, cost];
  });
  return best;
}

function lightness(colour: string): number {
  // Relative luminance to OKLab's scale, near enough to compare how far two greys or colours are apart.
  return Math.cbrt((21 / wcagContrast(colour, '#ffffff') - 1) / 20);
}

/** What is readable on a colour: a near-black or near-white with a breath of its hue, else plain black or white. */
function onColour(ground: string, hue: number): string {
  const dark = hex({ l: 0.17, c: 0.03, h: hue });
  const light = hex({ l: 0.985, c: 0.008, h: hue });
  const tinted = wcagContrast(dark, ground) >= wcagContrast(light, ground) ? dark : light;
  if (wcagContrast(tinted, ground) >= 4.5) return tinted;
  return wcagContrast('#000000', ground) >= wcagContrast('#ffffff', ground) ? '#000000' : '#ffffff';
}
