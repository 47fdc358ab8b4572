/** What we use of MusicKit JS v3 (js-cdn.music.apple.com/musickit/v3). */
export type Music = { authorize: () => Promise<string>; unauthorize: () => Promise<unknown> };
type MusicKitGlobal = {
  configure: (options: { developerToken: string; app: { name: string; build: string } }) => Promise<Music>;
};

/** MusicKit with a developer token, and until when (epoch ms) that works. */
export type ReadyMusic = { music: Music; expiresAt: number };

const musicKit = (): MusicKitGlobal | undefined => (globalThis as { MusicKit?: MusicKitGlobal }).MusicKit;

/** It is a large script on a phone's network; after this a tap may try again. */
const PATIENCE_MS = 20_000;

/** Loads Apple's script once and configures it with a token of ours. Throws when either cannot be had. */
export async function loadMusicKit(): Promise<ReadyMusic> {
  const answer = await fetch('/api/musickit/token');
  if (!answer.ok) throw new Error(`token ${answer.status}`);
  const { developerToken, expiresAt, script } = (await answer.json()) as {
    developerToken: string;
    expiresAt: number;
    script: string;
  };
  if (!musicKit()) await loadScript(script);
  const music = await musicKit()?.configure({ developerToken, app: { name: 'Upbeat', build: '1' } });
  if (!music) throw new Error('no MusicKit');
  return { music, expiresAt };
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const failed = () => {
      script.remove();
      reject(new Error('script'));
    };
    const timer = setTimeout(failed, PATIENCE_MS);
    // The script is there before MusicKit is: it says so itself.
    document.addEventListener(
      'musickitloaded',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    script.addEventListener('error', failed);
    script.src = src;
    script.async = true;
    document.head.append(script);
  });
}

/** How a question to Apple ended. `token`: yes. The rest is what MusicKit itself never says: its promise does not settle then. */
export type Asked = { kind: 'token'; token: string } | { kind: 'blocked' | 'closed' | 'silent' | 'declined' };

/** A window that says yes closes itself; its answer may come a moment later. */
const LOOK_EVERY_MS = 400;
const LOOKS_AFTER_CLOSING = 4;
const LONGEST_LOOKS = 450;

/**
 * Asks Apple, in the very tap: phones open no window later. Watches the window that MusicKit opens, because a window that is held
 * back or closed leaves MusicKit waiting for ever.
 */
export function askApple({ music }: Pick<ReadyMusic, 'music'>): Promise<Asked> {
  const opened: { window: Window | null | undefined } = { window: undefined };
  const open = window.open.bind(window);
  window.open = (...args: Parameters<typeof window.open>) => (opened.window = open(...args));
  const answered = music.authorize().then(
    (token): Asked => ({ kind: 'token', token }),
    (): Asked => ({ kind: 'declined' }),
  );
  return new Promise(resolve => {
    const looks = { all: 0, closed: 0 };
    const look = setInterval(() => {
      looks.all += 1;
      if (opened.window?.closed) looks.closed += 1;
      if (opened.window === null) end({ kind: 'blocked' });
      else if (looks.closed > LOOKS_AFTER_CLOSING) end({ kind: 'closed' });
      else if (looks.all > LONGEST_LOOKS) end({ kind: 'silent' });
    }, LOOK_EVERY_MS);
    const end = (asked: Asked) => {
      clearInterval(look);
      window.open = open;
      resolve(asked);
    };
    void answered.then(end);
  });
}
