import { createHash } from 'node:crypto';
import type { Theme } from '../domain/theme';
import { coverColours, type CoverColour } from './cover-colours';
import { composePalette, hex, type Lch } from './palette';

/** Below this chroma an eye calls a colour grey, and its hue is noise. */
const GREY = 0.03;

/** A page's colours from its cover: paper tinted by what fills the cover, accent from its most vivid colour. Throws when `bytes` is no picture. */
export async function themeFrom(bytes: Buffer): Promise<Theme> {
  const { colours, mean } = await coverColours(bytes);
  const tint = paperTint(colours);
  const accents = accentWishes(colours, tint);
  return {
    light: composePalette('light', tint, accents),
    dark: composePalette('dark', tint, accents),
    placeholder: mean,
  };
}

/**
 * Colours set by hand for releases without artwork, where the sleeve is set in type on the accent: a tint for the paper (hue, chroma) and an accent.
 */
const UPBEAT: { tint: Lch; accent: Lch } = { tint: { l: 0.5, c: 0.016, h: 295 }, accent: { l: 0.64, c: 0.22, h: 34 } };
const SETS: readonly { tint: Lch; accent: Lch }[] = [
  UPBEAT,
  { tint: { l: 0.5, c: 0.03, h: 215 }, accent: { l: 0.5, c: 0.2, h: 262 } },
  { tint: { l: 0.5, c: 0.024, h: 20 }, accent: { l: 0.58, c: 0.22, h: 8 } },
  { tint: { l: 0.5, c: 0.03, h: 165 }, accent: { l: 0.52, c: 0.12, h: 162 } },
  { tint: { l: 0.5, c: 0.032, h: 320 }, accent: { l: 0.48, c: 0.2, h: 312 } },
  { tint: { l: 0.5, c: 0.026, h: 245 }, accent: { l: 0.62, c: 0.2, h: 45 } },
  { tint: { l: 0.5, c: 0.03, h: 190 }, accent: { l: 0.6, c: 0.22, h: 355 } },
  { tint: { l: 0.5, c: 0.028, h: 130 }, accent: { l: 0.42, c: 0.13, h: 145 } },
  { tint: { l: 0.5, c: 0.02, h: 270 }, accent: { l: 0.45, c: 0.24, h: 282 } },
  { tint: { l: 0.5, c: 0.026, h: 60 }, accent: { l: 0.5, c: 0.17, h: 28 } },
];

/** Upbeat's own colours, for a page that has neither artwork nor a name to draw from. */
export const defaultTheme: Theme = themeOf(UPBEAT);

/** The colours of a release without artwork: one of a few sets, always the same one for the same text. */
export function themeFromSeed(text: string): Theme {
  const seed = createHash('sha256').update(text).digest().readUInt32BE(0);
  return themeOf(SETS[seed % SETS.length] ?? UPBEAT);
}

function themeOf({ tint, accent }: { tint: Lch; accent: Lch }): Theme {
  return {
    light: composePalette('light', tint, [accent]),
    // On a deep ground the same accent needs a little more light to look the same.
    dark: composePalette('dark', tint, [{ ...accent, l: accent.l + 0.06 }]),
    placeholder: hex(accent),
  };
}

/** The hue the cover leans to, each colour counting by its share and chroma; grey covers keep a neutral paper. */
function paperTint(colours: readonly CoverColour[]): Lch {
  let a = 0;
  let b = 0;
  let chroma = 0;
  for (const { c, h, share } of colours) {
    // The largest field speaks loudest: a blue cover with a small red dot lies on blue paper.
    const weight = c * share ** 1.5;
    a += Math.cos((h * Math.PI) / 180) * weight;
    b += Math.sin((h * Math.PI) / 180) * weight;
    chroma += c * share;
  }
  const h = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  return { l: 0.5, c: chroma < 0.008 ? chroma / 2 : Math.min(0.05, 0.012 + chroma * 0.45), h };
}

/** Colours that may be the accent, best first: vivid, not a mere speck, and not just the paper's own hue again. Empty for a grey cover. */
function accentWishes(colours: readonly CoverColour[], tint: Lch): Lch[] {
  return (
    colours
      .filter(({ c, l, share }) => c >= GREY && share >= 0.004 && l > 0.16)
      .map(({ peak, share }) => {
        const apart = (1 - Math.cos(((peak.h - tint.h) * Math.PI) / 180)) / 2;
        const visible = Math.min(1, (share / 0.05) ** 0.4);
        const middling = 1 - Math.abs(peak.l - 0.66);
        return { peak, score: peak.c * visible * middling * (0.6 + 0.8 * apart) };
      })
      .toSorted((one, other) => other.score - one.score)
      .map(({ peak }) => peak)
      // One of each hue, so that a mode in which the first would turn to mud has another to choose.
      .filter((peak, i, all) => all.findIndex(other => Math.cos(((peak.h - other.h) * Math.PI) / 180) > 0.85) === i)
      .slice(0, 3)
  );
}
