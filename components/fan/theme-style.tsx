import type { Palette, Theme } from '@/lib/domain/theme';

const HEX = /^#[0-9a-f]{6}$/i;
const NAMES: Record<keyof Palette, string> = {
  paper: '--paper',
  raised: '--raised',
  line: '--line',
  text: '--text',
  muted: '--muted',
  accent: '--accent',
  onAccent: '--on-accent',
};

/** A colour that is not `#rrggbb` is left out, so nothing else can ever get into the sheet. */
function declarations(palette: Palette): string {
  return (Object.keys(NAMES) as (keyof Palette)[])
    .filter(key => HEX.test(palette[key]))
    .map(key => `${NAMES[key]}:${palette[key]}`)
    .join(';');
}

/** The rules that put a cover's palette over Upbeat's own, light and dark. `html:root` outweighs globals.css in any order. */
export function themeRules(theme: Theme): string {
  const placeholder = HEX.test(theme.placeholder) ? `;--placeholder:${theme.placeholder}` : '';
  return `html:root{${declarations(theme.light)}${placeholder}}@media(prefers-color-scheme:dark){html:root{${declarations(theme.dark)}}}`;
}

/** Prints the page in the cover's colours. On `:root`, so that overscroll and the browser's own chrome match too. */
export function ThemeStyle({ theme }: { theme: Theme }) {
  return <style>{themeRules(theme)}</style>;
}
