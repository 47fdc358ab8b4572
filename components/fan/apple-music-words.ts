/** Where an Apple Music tap stands. The first four go by themselves; at each of the others the fan decides. */
export type AppleStep =
  | 'idle'
  | 'asking'
  | 'sending'
  | 'done'
  | 'getting_ready'
  | 'blocked'
  | 'closed'
  | 'silent'
  | 'declined'
  | 'stale'
  | 'no_subscription'
  | 'elsewhere'
  | 'not_loaded'
  | 'offline'
  | 'gone'
  | 'try_later';

/** What is said under the button, for each step; nothing while there is nothing to say. */
export const APPLE_WORDS: Record<AppleStep, string> = {
  idle: '',
  asking: 'Apple is asking you in a window of its own.',
  sending: 'Apple said yes. One moment.',
  done: 'Done. Your pass is opening.',
  getting_ready: 'Apple Music is nearly ready. Tap once more.',
  blocked:
    'Your browser held Apple’s window back. Allow windows for this page and tap again, or open it in Safari or Chrome.',
  closed: 'Apple’s window was closed before you answered. Nothing was kept. Tap again if that was a slip.',
  silent: 'Nothing came back from Apple’s window. Close it and tap again. Nothing was kept.',
  declined: 'You said no, and that is fine. Nothing was kept.',
  stale: 'Apple had forgotten an earlier yes from this browser. Tap once more and it will ask you.',
  no_subscription:
    'Apple adds music only for listeners who subscribe to Apple Music. Nothing was kept. The calendar reminder works without.',
  elsewhere: 'Apple Music in your country does not have this release so far. We look again on the day, for two weeks.',
  not_loaded: 'Apple’s part of this page could not be loaded. A content blocker may be in the way. Tap to try again.',
  offline: 'You are offline. Nothing was kept. Tap again when you are back.',
  gone: 'This release is not taking pre-saves on Apple Music just now. Nothing was kept.',
  try_later: 'We could not write it down just now, and nothing was kept. Try again in a minute.',
};

/** Steps during which a tap does nothing. */
export const APPLE_BUSY: ReadonlySet<AppleStep> = new Set(['asking', 'sending', 'done']);
