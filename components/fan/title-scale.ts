import type { CSSProperties } from 'react';

/** Size steps for a title, from a two-letter single to two hundred characters. The sheet gives each its largest size. */
export type TitleScale = 'xl' | 'l' | 'm' | 's' | 'xs';

/** Hangul Jamo, CJK, Kana, Hangul, full-width forms, emoji: glyphs of a full em, and lines that may break between any two. */
const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;

/** How many em a lowercase "n" of the display cut takes, with a little to spare. */
export const EM_PER_UNIT = 0.47;

export const isWide = (char: string): boolean => WIDE.test(char);

/** A glyph's width in the display cut, in units of its lowercase "n". */
export function glyphWidth(char: string): number {
  if (WIDE.test(char)) return 2.1;
  if (/[ijltfrI.,:;'’!|()[\]]/.test(char)) return 0.66;
  if (/[mwMW@%&]/.test(char)) return 1.5;
  return /\p{Lu}/u.test(char) ? 1.2 : 1;
}

function width(text: string): number {
  let sum = 0;
  for (const char of text) sum += glyphWidth(char);
  return sum;
}

/** Chooses the step by the whole length, and measures the longest run that no line break can divide. */
export function titleFit(title: string): { scale: TitleScale; run: number } {
  const length = width(title);
  const runs = title.split(/(?:\s|(?<=[-–—/]))+/).map(word => (WIDE.test(word) ? 4.2 : width(word)));
  const scale = scaleOf(length);
  // A short title of several words would stand on as many lines: one step down keeps the buttons in sight.
  const stacked = scale === 'xl' && runs.length > 1;
  return { scale: stacked ? 'l' : scale, run: Math.round(Math.max(2, ...runs) * 10) / 10 };
}

function scaleOf(length: number): TitleScale {
  if (length <= 11) return 'xl';
  if (length <= 27) return 'l';
  if (length <= 60) return 'm';
  return length <= 115 ? 's' : 'xs';
}

/** Letters of a script other than Latin, Greek or Cyrillic: joined, stacked, marked above or below, or full-em. */
const OTHER_SCRIPT = /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L}/u;

/** `other` for a text that must keep its natural spacing and line height; undefined leaves the attribute out. */
export function scriptOf(text: string): 'other' | undefined {
  return OTHER_SCRIPT.test(text) ? 'other' : undefined;
}

type TitleProps = { 'data-scale': TitleScale; 'data-script': 'other' | undefined; style: CSSProperties };

/** The attributes that set a title: its step, its script, and its longest run for the sheet to divide the measure by. */
export function titleProps(title: string): TitleProps {
  const { scale, run } = titleFit(title);
  return { 'data-scale': scale, 'data-script': scriptOf(title), style: { '--run': run } as CSSProperties };
}
