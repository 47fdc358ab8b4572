'use client';

import { useCallback, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { browserNow } from './browser-clock';
import { APPLE_BUSY, APPLE_WORDS, type AppleStep } from './apple-music-words';
import { askApple, loadMusicKit, type ReadyMusic } from './music-kit';

type AppleMusicButtonProps = {
  slug: string;
  /** where the form goes without JavaScript: a page that says that Apple's window needs it */ post: string;
  zone: string;
  /** the button's face, drawn on the server */ children: ReactNode;
};

/** A developer token that ends sooner than this is replaced before the tap needs it. */
const MARGIN_MS = 5 * 60_000;

/** What our server may answer to a yes. */
type Answer = { kind: 'done'; passPath: string; elsewhere: boolean } | { kind: AppleStep };

/**
 * Asks for Apple Music's permission in Apple's own window. MusicKit is made ready while the fan still looks at the page, so that
 * the tap itself can open the window. Whatever comes of it stands under the button, and the button works again.
 */
export function AppleMusicButton({ slug, post, zone, children }: AppleMusicButtonProps) {
  const [step, setStep] = useState<AppleStep>('idle');
  const [passPath, setPassPath] = useState('');
  const ready = useRef<ReadyMusic | null>(null);
  const loading = useRef<Promise<ReadyMusic> | null>(null);
  const says = useId();

  const prepare = useCallback(async (): Promise<ReadyMusic> => {
    if (ready.current && ready.current.expiresAt - MARGIN_MS > browserNow()) return ready.current;
    loading.current ??= loadMusicKit().finally(() => (loading.current = null));
    return (ready.current = await loading.current);
  }, []);

  useEffect(() => {
    // Inside another app's browser the tap leads out first (in-app-script.ts): Apple's script would be loaded for nothing.
    if (document.documentElement.hasAttribute('data-in-app')) return;
    const quietly = () => void prepare().catch(() => undefined);
    const onShow = () => document.visibilityState === 'visible' && quietly();
    // After everything the page itself needs; Safari has no idle callback.
    const timer = window.requestIdleCallback
      ? window.requestIdleCallback(quietly, { timeout: 4_000 })
      : window.setTimeout(quietly, 1_500);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      document.removeEventListener('visibilitychange', onShow);
      if (window.cancelIdleCallback) window.cancelIdleCallback(timer);
      else clearTimeout(timer);
    };
  }, [prepare]);

  async function ask(music: ReadyMusic, form: HTMLFormElement): Promise<void> {
    setStep('asking');
    const asked = await askApple(music);
    if (asked.kind !== 'token') return setStep(asked.kind);
    setStep('sending');
    const answer = await tellServer(slug, asked.token, new FormData(form));
    if (answer.kind === 'stale') await music.music.unauthorize().catch(() => undefined);
    if (answer.kind !== 'done' || !('passPath' in answer)) return setStep(answer.kind);
    setPassPath(answer.passPath);
    if (answer.elsewhere) return setStep('elsewhere');
    setStep('done');
    location.assign(answer.passPath);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (APPLE_BUSY.has(step)) return;
    const now = ready.current;
    if (now && now.expiresAt > browserNow()) return void ask(now, event.currentTarget);
    if (!navigator.onLine) return setStep('offline');
    setStep('sending');
    prepare().then(
      () => setStep('getting_ready'),
      () => setStep(navigator.onLine ? 'not_loaded' : 'offline'),
    );
  }

  return (
    <form method="post" action={post} onSubmit={onSubmit} data-musickit="">
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="zone" defaultValue={zone} />
      <input type="hidden" name="channel" defaultValue="" />
      <button
        type="submit"
        className="service"
        data-mode="adds"
        aria-describedby={says}
        aria-disabled={APPLE_BUSY.has(step) || undefined}
        onPointerDown={() => void prepare().catch(() => undefined)}
      >
        {children}
      </button>
      <p id={says} className="service-says" role="status" data-step={step}>
        {APPLE_WORDS[step]}
        {step === 'elsewhere' && (
          <>
            {' '}
            <a href={passPath}>Your pre-save is kept: see your pass</a>
          </>
        )}
      </p>
    </form>
  );
}

async function tellServer(slug: string, userToken: string, form: FormData): Promise<Answer> {
  try {
    const answer = await fetch(`/api/presave/state/${slug}/apple-music`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userToken, zone: form.get('zone') || '', channel: form.get('channel') || null }),
    });
    return (await answer.json()) as Answer;
  } catch {
    return { kind: navigator.onLine ? 'try_later' : 'offline' };
  }
}
