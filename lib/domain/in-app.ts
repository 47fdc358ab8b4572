import type { Dsp } from './dsp';
import type { ServiceButton } from './fan-page';

/** The apps whose own browser is told apart; `unknown` is a web view that names no app, or one we do not know. */
export const IN_APP_APPS = [
  'instagram',
  'threads',
  'messenger',
  'facebook',
  'tiktok',
  'snapchat',
  'linkedin',
  'wechat',
  'x',
  'unknown',
] as const;
export type InAppApp = (typeof IN_APP_APPS)[number];

export type InAppPlatform = 'ios' | 'android' | 'other';

/** Each app's name as it writes it itself; nothing for one that cannot be named. */
export const IN_APP_NAMES: Record<InAppApp, string | null> = {
  instagram: 'Instagram',
  threads: 'Threads',
  messenger: 'Messenger',
  facebook: 'Facebook',
  tiktok: 'TikTok',
  snapchat: 'Snapchat',
  linkedin: 'LinkedIn',
  wechat: 'WeChat',
  x: 'X',
  unknown: null,
};

/**
 * The links that lead out of an app's browser: `{address}` is the whole address, `{rest}` the same without its scheme, `{encoded}`
 * the same for a query. `safari` opens Safari itself (iOS 17 on), `intent` the phone's own browser (Android), without a fallback
 * address: that would only load the page once more inside the app. `window` marks an app that follows it only into a new window.
 */
export const WAYS_OUT = {
  safari: { to: 'x-safari-{address}' },
  safariWindow: { to: 'x-safari-{address}', window: true },
  intent: { to: 'intent://{rest}#Intent;scheme={scheme};end' },
  instagram: { to: 'instagram://extbrowser/?url={encoded}' },
  threads: { to: 'barcelona://extbrowser/?url={encoded}' },
} as const satisfies Record<string, { to: string; window?: true }>;
export type WayOut = keyof typeof WAYS_OUT;

type InAppRow = {
  app: InAppApp;
  /** what its user agent says, as a regular expression that does not mind case */ token: string;
  /** null: no link leads out */ ios: WayOut | null;
  android: WayOut | null;
};

/**
 * Which app a user agent names and which link leads out of it; the first row that fits counts. None of it is documented by the
 * apps and all of it changes, so every way out is only tried, and a page that is still inside says how to do it by hand.
 *
 * Sources: user agents from `shalanah/inapp-spy` (tests, March 2026) and its issues; ways out from the tables of
 * `shalanah/inapp-debugger` (October and November 2024), its issues 15 (X lets nothing out, November 2025) and 22 (Instagram 424
 * follows Safari's scheme no more, April 2026) and its pull request 23 (Instagram's own way out, September 2026; old versions may
 * not know it). That Threads has the same and that Facebook follows a scheme only into a window is known from public code alone.
 * A recent Messenger may call itself Facebook; ways and menus are the same.
 */
export const IN_APP_ROWS: readonly InAppRow[] = [
  { app: 'wechat', token: 'MicroMessenger', ios: null, android: null },
  { app: 'threads', token: '\\bBarcelona\\b', ios: 'threads', android: 'intent' },
  { app: 'instagram', token: 'Instagram ([1-3]?\\d?\\d|4[01]\\d|42[0-3])\\.', ios: 'safari', android: 'intent' },
  { app: 'instagram', token: '\\bInstagram\\b', ios: 'instagram', android: 'intent' },
  { app: 'messenger', token: '(FBAN|FB_IAB)/(Messenger|Orca)', ios: 'safariWindow', android: 'intent' },
  { app: 'facebook', token: '\\bFB(AN|AV|_IAB)/|\\bMetaIAB\\b', ios: 'safariWindow', android: 'intent' },
  { app: 'tiktok', token: 'musical_ly|BytedanceWebview|\\btrill_', ios: 'safari', android: 'intent' },
  { app: 'snapchat', token: '\\bSnapchat/', ios: null, android: 'intent' },
  { app: 'linkedin', token: '\\bLinkedInApp\\b', ios: 'safari', android: 'intent' },
  { app: 'x', token: 'Twitter for iP|TwitterAndroid', ios: null, android: 'intent' },
  { app: 'unknown', token: 'iP(hone|ad|od)(?!.*Safari/)|; wv\\)', ios: 'safari', android: 'intent' },
];

/** Longer than any app's; what comes after it is not read. */
const LONGEST = 1000;

export type InAppBrowser = { app: InAppApp; platform: InAppPlatform; way: WayOut | null };

/** The app whose own browser this user agent is, and the link that leads out of it; null for a browser proper. */
export function inAppBrowser(userAgent: string): InAppBrowser | null {
  const said = userAgent.slice(0, LONGEST);
  const row = IN_APP_ROWS.find(({ token }) => new RegExp(token, 'i').test(said));
  if (!row) return null;
  const platform = /iP(hone|ad|od)/.test(said) ? 'ios' : /Android/.test(said) ? 'android' : 'other';
  return { app: row.app, platform, way: platform === 'other' ? null : row[platform] };
}

/** `address` as the link that leads out. */
export function wayOutHref(way: WayOut, address: string): string {
  const [scheme = '', rest = ''] = address.split('://');
  const parts: Record<string, string> = { address, scheme, rest, encoded: encodeURIComponent(address) };
  return WAYS_OUT[way].to.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
}

/**
 * Whether a service's sign-in works inside another app's browser. `refused`: it cannot. Google answers every web view with 403
 * `disallowed_useragent` (Google's OAuth policies), and Apple Music asks in a window that web views block or that cannot report
 * back. `signed-out`: it is a plain page and works, but the app's browser has a cookie jar of its own, so the fan has to sign in
 * anew, and not by way of Google.
 */
export const EMBEDDED_SIGN_IN: Record<Dsp, 'refused' | 'signed-out'> = {
  spotify: 'signed-out',
  appleMusic: 'refused',
  deezer: 'signed-out',
  tidal: 'signed-out',
  soundcloud: 'signed-out',
  youtubeMusic: 'refused',
  amazonMusic: 'signed-out',
  boomplay: 'signed-out',
  audiomack: 'signed-out',
};

/**
 * Whether a sign-in that starts with this user agent ends at a wall for certain. An iPhone's unnamed web view is given the benefit
 * of the doubt: a page on the home screen sends the same user agent, and only the browser knows which it is.
 */
export function signInRefused(dsp: Dsp, userAgent: string): boolean {
  const inside = inAppBrowser(userAgent);
  return (
    inside !== null && EMBEDDED_SIGN_IN[dsp] === 'refused' && (inside.app !== 'unknown' || inside.platform !== 'ios')
  );
}

/** Whether a tap on this button asks for a sign-in, and is not a link to somewhere else. */
export function signsIn({ action }: ServiceButton): boolean {
  return action.mode !== 'opens' && action.mode !== 'service-presave';
}

/** Whether this button's sign-in has to happen outside another app's browser. */
export function needsOutside(button: ServiceButton): boolean {
  return signsIn(button) && EMBEDDED_SIGN_IN[button.dsp] === 'refused';
}
