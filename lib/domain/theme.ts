/**
 * A page's colours, drawn from the cover. Every value is a `#rrggbb` string. Text pairs pass WCAG AA (4.5:1):
 * `text` and `muted` on `paper` and on `raised`, `onAccent` on `accent`; `accent` against `paper` is at least 3:1.
 */
export type Palette = {
  paper: string;
  raised: string;
  line: string;
  text: string;
  muted: string;
  accent: string;
  onAccent: string;
};

export type Theme = {
  light: Palette;
  dark: Palette;
  /** the cover's average, shown before it loads */ placeholder: string;
};
