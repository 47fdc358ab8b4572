import type { Music } from './music-kit';

/**
 * How a question to Apple stands. `token`: yes; `kept` when the browser had it already and nobody was asked. `declined`: Apple came
 * back without a yes. `broken`: its script failed at something else. The rest is what it does not say, because its promise need
 * not settle then: the window was held back, or is closed, or nothing was heard although the fan is back on the page.
 */
export type Asked =
  { kind: 'token'; token: string; kept: boolean } | { kind: 'blocked' | 'closed' | 'silent' | 'declined' | 'broken' };

const LOOK_EVERY_MS = 400;
/** After a yes the window closes at once, and MusicKit has one more call to make before it says so. */
const LOOKS_AFTER_CLOSING = 8;
/** On a phone Apple's window is a tab in front of this one: who looks at this page so long is back from it. */
const LOOKS_IN_SIGHT = 25;
const LOOKS_AT_ALL = 450;

/**
 * Asks Apple, in the very tap: phones open no window later. Tells how it went, and a yes also when it comes after that: who was
 * slow in Apple's window has answered all the same.
 */
export function askApple(music: Music, tell: (asked: Asked) => void): void {
  const opened = watchOpening();
  let told = false;
  const conclude = (asked: Asked) => {
    if (told && asked.kind !== 'token') return;
    told = true;
    clearInterval(look);
    opened.restore();
    tell(asked);
  };
  const seen = { all: 0, closed: 0, inSight: 0 };
  const look = setInterval(() => {
    seen.all += 1;
    if (opened.window?.closed) seen.closed += 1;
    else if (document.visibilityState === 'visible' && document.hasFocus()) seen.inSight += 1;
    else seen.inSight = 0;
    if (opened.window === null) conclude({ kind: 'blocked' });
    else if (seen.closed > LOOKS_AFTER_CLOSING) conclude({ kind: 'closed' });
    else if (seen.inSight > LOOKS_IN_SIGHT || seen.all > LOOKS_AT_ALL) conclude({ kind: 'silent' });
  }, LOOK_EVERY_MS);
  music.authorize().then(
    token =>
      conclude(
        typeof token === 'string' && token
          ? { kind: 'token', token, kept: opened.window === undefined }
          : { kind: 'broken' },
      ),
    (error: unknown) =>
      conclude({ kind: opened.window === null ? 'blocked' : isRefusal(error) ? 'declined' : 'broken' }),
  );
}

type Opening = {
  /** null: held back; undefined: none was asked for */ window: Window | null | undefined;
  restore(): void;
};

/** The next window that the page opens. */
function watchOpening(): Opening {
  const open: typeof window.open = Reflect.get(window, 'open');
  const watched: typeof open = (...wish) => {
    opening.restore();
    return (opening.window = open.apply(window, wish));
  };
  const opening: Opening = {
    window: undefined,
    restore: () => {
      if (window.open === watched) window.open = open;
    },
  };
  window.open = watched;
  return opening;
}

/** Every refusal is one error of MusicKit's own; which of its fields says so has changed between its builds. */
function isRefusal(error: unknown): boolean {
  const { name, reason, errorCode } = (error ?? {}) as Record<string, unknown>;
  return [name, reason, errorCode].includes('AUTHORIZATION_ERROR');
}
