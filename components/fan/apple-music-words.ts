/** Where an Apple Music tap stands: at the first five the page is at work or silent, at each of the others the fan decides. */
export type AppleStep =
  | 'idle'
  | 'preparing'
  | 'asking'
  | 'sending'
  | 'done'
  | 'ready'
  | 'blocked'
  | 'closed'
  | 'silent'
  | 'declined'
  | 'broken'
  | 'stale'
  | 'refused'
  | 'no_subscription'
  | 'elsewhere'
  | 'not_loaded'
  | 'offline'
  | 'gone'
  | 'apple_away'
  | 'try_later'
  | 'too_many'
  | 'unheard';

/** What is said under the button, for each step; nothing while there is nothing to say. */
export const APPLE_WORDS: Record<AppleStep, string> = {
  idle: '',
  preparing: 'Getting Apple Music ready.',
  asking: 'Apple is asking you in a window of its own.',
  sending: 'Apple said yes. One moment.',
  done: 'Done. Your pass is opening.',
  ready: 'Apple Music is ready now. Tap once more.',
  blocked:
    'Your browser held Apple’s window back. Allow windows for this page and tap again, or open it in Safari or Chrome.',
  closed: 'Apple’s window closed without a yes. Nothing was kept. Tap again if that was a slip.',
  silent:
    'Nothing has come from Apple’s window so far, and nothing was kept. If it is still open, answer there; if not, tap again.',
  declined: 'Apple came back without a yes, and that is fine. Nothing was kept. Tap again if you change your mind.',
  broken: 'Something went wrong in Apple’s window. Nothing was kept. Tap to try again.',
  stale: 'Apple had forgotten an earlier yes from this browser. Tap once more and it will ask you.',
  refused: 'Apple said yes, but does not open that account’s library to us. Nothing was kept. Tap to try again.',
  no_subscription: 'Apple adds music only for listeners who subscribe to Apple Music. Nothing was kept.',
  elsewhere: 'Apple Music in your country does not have this release so far. We look again on the day, for two weeks.',
  not_loaded: 'Apple’s part of this page could not be loaded. A content blocker may be in the way. Tap to try again.',
  offline: 'You are offline. Nothing was kept. Tap again when you are back.',
  gone: 'This release is not taking pre-saves on Apple Music just now. Nothing was kept.',
  apple_away: 'Apple Music does not answer just now, and nothing was kept. Try again in a minute.',
  try_later: 'We could not write it down just now, and nothing was kept. Try again in a minute.',
  too_many: 'So many taps come from your network that we let some wait. Tap again in a minute.',
  unheard: 'The line broke before we heard whether it was written down. Tap again: one yes counts once.',
};

/** Steps during which a tap does nothing. */
export const APPLE_BUSY: ReadonlySet<AppleStep> = new Set(['preparing', 'asking', 'sending', 'done']);

/** After these another tap may come to the same, and the reminder works without Apple. */
export const APPLE_REMINDS: ReadonlySet<AppleStep> = new Set([
  'blocked',
  'refused',
  'no_subscription',
  'not_loaded',
  'gone',
  'apple_away',
  'try_later',
  'too_many',
]);
