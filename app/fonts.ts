import localFont from 'next/font/local';

/*
 * Bricolage Grotesque (SIL Open Font License, fonts/OFL.txt), cut down from Fontsource's variable files so that two preloaded
 * files make 52 kB: the display cut is pinned at optical size 96, width 86, weight 800; the text cut keeps weights 400 to 700.
 * Stand-ins of the same width, for the moment before they arrive, are in globals.css: next/font only knows Arial's regular weight.
 * The `Ext` files hold Latin Extended and are fetched only when a name needs them. The build reads these calls without running
 * them, so every value stands here as a literal.
 */
const display = localFont({
  src: './fonts/display.woff2',
  weight: '800',
  display: 'swap',
  adjustFontFallback: false,
  variable: '--face-display',
});

const text = localFont({
  src: './fonts/text.woff2',
  weight: '400 700',
  display: 'swap',
  adjustFontFallback: false,
  variable: '--face-text',
});

const displayExt = localFont({
  src: './fonts/display-ext.woff2',
  weight: '800',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
  variable: '--face-display-ext',
});

const textExt = localFont({
  src: './fonts/text-ext.woff2',
  weight: '400 700',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
  variable: '--face-text-ext',
});

/** The class names that put every face's custom property on `<html>`. */
export const fontVariables = [display, text, displayExt, textExt].map(face => face.variable).join(' ');
