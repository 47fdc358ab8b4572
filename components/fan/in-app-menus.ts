import type { InAppApp } from '@/lib/domain/in-app';

/** How an app's browser hides its way out: the sign at its top right, what that opens, and what the way out is called there. */
export type InAppMenu = {
  /** three dots in a row or in a column; null: not known, to be looked for */ sign: 'row' | 'column' | null;
  opens: 'list' | 'icons';
  words: string;
};

const EXTERNAL = 'Open in external browser';
const BROWSER = 'Open in browser';

/**
 * From the help texts of public projects (2025 and 2026), which agree on the corner and nearly on the words; the apps document none
 * of it. Android draws the dots in a column where the app follows its conventions.
 */
const MENUS: Record<InAppApp, { ios: InAppMenu; android: InAppMenu }> = {
  instagram: both('row', 'column', 'list', EXTERNAL),
  threads: both('row', 'column', 'list', EXTERNAL),
  messenger: both('row', 'column', 'list', BROWSER),
  facebook: both('row', 'column', 'list', BROWSER),
  tiktok: both('row', 'row', 'icons', BROWSER),
  snapchat: both('row', 'column', 'list', BROWSER),
  linkedin: both('row', 'column', 'list', BROWSER),
  wechat: both('row', 'row', 'icons', BROWSER),
  x: both(null, null, 'list', BROWSER),
  unknown: both(null, null, 'list', BROWSER),
};

function both(ios: InAppMenu['sign'], android: InAppMenu['sign'], opens: InAppMenu['opens'], words: string) {
  return { ios: { sign: ios, opens, words }, android: { sign: android, opens, words } };
}

/** The menu of `app` on this kind of phone; that of an unknown app for a name nobody knows. */
export function inAppMenu(app: string, android: boolean): InAppMenu {
  return (MENUS[app as InAppApp] ?? MENUS.unknown)[android ? 'android' : 'ios'];
}
