import { browserNow } from './browser-clock';

/** What we use of MusicKit JS v3 (js-cdn.music.apple.com/musickit/v3). */
export type Music = { authorize: () => Promise<unknown>; unauthorize: () => Promise<unknown> };
type MusicKitGlobal = {
  configure: (options: { developerToken: string; app: { name: string; build: string } }) => Promise<Music>;
};

/** MusicKit with a developer token, and until when (epoch ms by the fan's device) that works. */
export type ReadyMusic = { music: Music; until: number };

const musicKit = (): MusicKitGlobal | undefined => (globalThis as { MusicKit?: MusicKitGlobal }).MusicKit;

/** It is a large script on a phone's network; after this a tap may try again. */
const PATIENCE_MS = 20_000;

/** Loads Apple's script once and configures it with a token of ours. Throws when either cannot be had in time. */
export async function loadMusicKit(): Promise<ReadyMusic> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too slow')), PATIENCE_MS));
  return Promise.race([load(), late]);
}

async function load(): Promise<ReadyMusic> {
  const answer = await fetch('/api/musickit/token');
  if (!answer.ok) throw new Error(`token ${answer.status}`);
  const { developerToken, livesMs, script } = (await answer.json()) as Record<'developerToken' | 'script', string> & {
    livesMs: number;
  };
  if (!musicKit()) await (loading ??= loadScript(script));
  refusePlantedToken();
  const music = await musicKit()?.configure({ developerToken, app: { name: 'Upbeat', build: '1' } });
  if (!music) throw new Error('no MusicKit');
  return { music, until: browserNow() + livesMs };
}

/**
 * MusicKit takes a user token out of the address it runs on (200 base64 characters after the `#`: its way back from a redirect,
 * which is not used here). A link could so plant somebody else's, and the fan's pre-save would go to that library.
 */
function refusePlantedToken(): void {
  if (location.hash.length > 100) history.replaceState(null, '', location.pathname + location.search);
}

/** Under way, also after somebody has lost patience with it. */
let loading: Promise<void> | null = null;

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    // The script is there before MusicKit is: it says so itself.
    document.addEventListener('musickitloaded', () => resolve(), { once: true });
    script.addEventListener('error', () => {
      script.remove();
      loading = null;
      reject(new Error('script'));
    });
    script.src = src;
    script.async = true;
    document.head.append(script);
  });
}
