import { useCallback, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { AWAKE_MARK, EARLY_MARK } from './apple-music-early';
import { APPLE_BUSY, APPLE_REMINDS, APPLE_WORDS, type AppleStep } from './apple-music-words';
import { askApple, type Asked } from './ask-apple';
import { browserNow } from './browser-clock';
import { loadMusicKit, type Music, type ReadyMusic } from './music-kit';
import { fanSays, tellServer, type FanSays } from './tell-server';

export type AppleMusicAskProps = {
  slug: string;
  /** where the form goes without JavaScript: a page that says that Apple's window needs it */ post: string;
  zone: string;
  /** the id of the reminder, where the page has one */ remindId: string | null;
  /** the button's face, drawn on the server */ children: ReactNode;
};

/** A developer token that ends sooner than this is replaced before the tap needs it. */
const MARGIN_MS = 5 * 60_000;

/** Where things stand, at once for a second tap and in the next picture for the fan. */
function useStep() {
  const [shown, setShown] = useState<AppleStep>('idle');
  const now = useRef<AppleStep>('idle');
  const go = useCallback((step: AppleStep) => {
    now.current = step;
    setShown(step);
  }, []);
  return { shown, now, go };
}

/** MusicKit, made ready while the fan still looks at the page, so that the tap itself can open Apple's window. */
function useMusicKit() {
  const ready = useRef<ReadyMusic | null>(null);
  const loading = useRef<Promise<ReadyMusic> | null>(null);

  const prepare = useCallback(async (): Promise<ReadyMusic> => {
    if (ready.current && ready.current.until - MARGIN_MS > browserNow()) return ready.current;
    loading.current ??= loadMusicKit().finally(() => (loading.current = null));
    return (ready.current = await loading.current);
  }, []);
  const prepareQuietly = useCallback(() => void prepare().catch(() => undefined), [prepare]);

  useEffect(() => {
    // Inside another app's browser the tap leads out first (in-app-script.ts): Apple's script would be loaded for nothing.
    if (document.documentElement.hasAttribute('data-in-app')) return;
    const onShow = () => document.visibilityState === 'visible' && prepareQuietly();
    // After everything the page itself needs; Safari has no idle callback.
    const timer = window.requestIdleCallback
      ? window.requestIdleCallback(prepareQuietly, { timeout: 4_000 })
      : window.setTimeout(prepareQuietly, 1_500);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      document.removeEventListener('visibilitychange', onShow);
      if (window.cancelIdleCallback) window.cancelIdleCallback(timer);
      else clearTimeout(timer);
    };
  }, [prepareQuietly]);

  return { ready, prepare, prepareQuietly };
}

/**
 * Asks for Apple Music's permission in Apple's own window. Whatever comes of it stands under the button, and the button works
 * again.
 */
export default function AppleMusicAsk({ slug, post, zone, remindId, children }: AppleMusicAskProps) {
  const { shown, now, go } = useStep();
  const { ready, prepare, prepareQuietly } = useMusicKit();
  const [passPath, setPassPath] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const says = useId();

  const makeReady = useCallback(() => {
    if (!navigator.onLine) return go('offline');
    go('preparing');
    prepare().then(
      () => go('ready'),
      () => go(navigator.onLine ? 'not_loaded' : 'offline'),
    );
  }, [go, prepare]);

  useEffect(() => {
    form.current?.setAttribute(AWAKE_MARK, '');
    if (form.current?.hasAttribute(EARLY_MARK)) {
      form.current.removeAttribute(EARLY_MARK);
      makeReady();
    }
    // Coming back from the pass the browser may show the page as it was left.
    const onBack = (event: PageTransitionEvent) => event.persisted && go('idle');
    window.addEventListener('pageshow', onBack);
    return () => window.removeEventListener('pageshow', onBack);
  }, [go, makeReady]);

  async function hear(asked: Asked, music: Music, from: FanSays): Promise<void> {
    // A yes may come late, after a second tap.
    if (now.current === 'sending' || now.current === 'done') return;
    if (asked.kind !== 'token') return go(asked.kind);
    go('sending');
    const answer = await tellServer(slug, asked.token, from);
    if (answer.kind === 'stale') {
      await forget(music);
      return go(asked.kept ? 'stale' : 'refused');
    }
    if (answer.kind !== 'done') return go(answer.kind);
    setPassPath(answer.passPath);
    if (answer.elsewhere) return go('elsewhere');
    go('done');
    location.assign(answer.passPath);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (APPLE_BUSY.has(now.current)) return;
    const kit = ready.current;
    if (!kit || kit.until < browserNow()) return makeReady();
    const from = fanSays(event.currentTarget);
    go('asking');
    askApple(kit.music, asked => void hear(asked, kit.music, from));
  }

  return (
    <form ref={form} method="post" action={post} onSubmit={onSubmit} data-musickit="" suppressHydrationWarning>
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="zone" defaultValue={zone} />
      <input type="hidden" name="channel" defaultValue="" />
      <button
        type="submit"
        className="service"
        data-mode="adds"
        aria-describedby={says}
        aria-disabled={APPLE_BUSY.has(shown) || undefined}
        onPointerDown={prepareQuietly}
      >
        {children}
      </button>
      <p id={says} className="service-says" role="status" data-step={shown}>
        {APPLE_WORDS[shown]}
        {shown === 'elsewhere' && <WayOn href={passPath}>Your pre-save is kept: see your pass</WayOn>}
        {remindId && APPLE_REMINDS.has(shown) && (
          <WayOn href={`#${remindId}`} onClick={() => document.getElementById(remindId)?.setAttribute('open', '')}>
            Have your calendar remind you
          </WayOn>
        )}
      </p>
    </form>
  );
}

function WayOn({ children, ...link }: { href: string; onClick?: () => void; children: ReactNode }) {
  return (
    <>
      {' '}
      <a {...link}>{children}</a>
    </>
  );
}

/** MusicKit tells Apple as well, which may take for ever; what it keeps is gone at once or not at all. */
function forget(music: Music): Promise<unknown> {
  const late = new Promise(resolve => setTimeout(resolve, 3_000));
  return Promise.race([music.unauthorize().catch(() => undefined), late]);
}
