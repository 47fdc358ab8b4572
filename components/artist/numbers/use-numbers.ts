'use client';

import { useEffect, useState } from 'react';
import type { LiveView } from './numbers-view';

/** Why the figures stand still. `away`: asked again by itself; the others: not any more. */
export type Stillness = 'away' | 'signed_out' | 'gone';

const EVERY_MS = 5_000;
const LONGEST_MS = 60_000;
const SILENCE_MS = 10_000;

async function ask(address: string, signal: AbortSignal): Promise<LiveView | Stillness> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]) });
    if (answer.status === 401) return 'signed_out';
    if (answer.status === 404) return 'gone';
    return answer.ok ? ((await answer.json()) as LiveView) : 'away';
  } catch {
    return 'away';
  }
}

/** Follows a campaign's numbers while its tab is on show: every few seconds, more rarely when nobody answers, at once on coming back. */
export function useNumbers(slug: string, first: LiveView): { view: LiveView; still: Stillness | null } {
  const [live, setLive] = useState<{ view: LiveView; still: Stillness | null }>({ view: first, still: null });
  useEffect(() => {
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [failed, asking] = [0, false];
    const look = async () => {
      if (asking || document.hidden) return;
      clearTimeout(timer);
      asking = true;
      const heard = await ask(`/dashboard/c/${encodeURIComponent(slug)}/numbers/now`, over.signal);
      asking = false;
      if (over.signal.aborted) return;
      const still = typeof heard === 'string' ? heard : null;
      setLive(before => ({ view: typeof heard === 'string' ? before.view : heard, still }));
      if (still !== null && still !== 'away') return over.abort();
      failed = still ? failed + 1 : 0;
      timer = setTimeout(() => void look(), Math.min(LONGEST_MS, EVERY_MS * 2 ** failed));
    };
    const now = () => void look();
    document.addEventListener('visibilitychange', now, { signal: over.signal });
    window.addEventListener('online', now, { signal: over.signal });
    timer = setTimeout(now, EVERY_MS);
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, [slug]);
  return first.now > live.view.now ? { view: first, still: live.still } : live;
}
