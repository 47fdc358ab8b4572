'use client';

import { useEffect, useState } from 'react';
import type { DayView } from './day-view';
import { withSpeed } from './speed';

/** Why the figures stand still. `away`: asked again by itself; the others: not any more. */
export type Trouble = 'away' | 'signed_out' | 'gone';
export type Live = { view: DayView; trouble: Trouble | null };

const BUSY_MS = 1_500;
const WAITING_MS = 5_000;
const CALM_MS = 20_000;
const SILENCE_MS = 10_000;
const LONGEST_MS = 30_000;

/** How long (ms) until the day is worth another look: at once while it runs, in time for the next midnight, else now and then. */
export function nextLook(view: DayView): number {
  if (view.phase === 'draft' || view.phase === 'ended') return CALM_MS;
  if (view.services.some(({ open, checking }) => open + checking > 0)) return BUSY_MS;
  // for a market to open
  if (view.services.some(({ waiting }) => waiting > 0)) return WAITING_MS;
  const next = view.turns.find(({ at }) => at > view.now);
  return next ? Math.min(CALM_MS, Math.max(BUSY_MS, next.at - view.now)) : CALM_MS;
}

type Heard = { kind: 'view'; view: DayView } | { kind: 'trouble'; trouble: Trouble };

async function ask(address: string, signal: AbortSignal): Promise<Heard> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]) });
    if (answer.status === 401) return { kind: 'trouble', trouble: 'signed_out' };
    if (answer.status === 404) return { kind: 'trouble', trouble: 'gone' };
    if (!answer.ok) return { kind: 'trouble', trouble: 'away' };
    return { kind: 'view', view: (await answer.json()) as DayView };
  } catch {
    return { kind: 'trouble', trouble: 'away' };
  }
}

/**
 * Follows a release day while its tab is on show: one question after the other, each a moment after the answer before. A connection
 * that drops is tried again ever more rarely, and at once when the browser says it is back; the figures stay meanwhile.
 */
export function useLive(first: DayView): Live {
  const [live, setLive] = useState<Live>({ view: first, trouble: null });
  useEffect(() => {
    const address = `/dashboard/c/${encodeURIComponent(first.slug)}/day/now`;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { seen } = withSpeed(first, new Map());
    let failed = 0;
    let asking = false;
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), ms);
    };
    const look = async () => {
      if (asking || document.hidden) return;
      asking = true;
      const heard = await ask(address, over.signal);
      asking = false;
      if (over.signal.aborted) return;
      if (heard.kind === 'view') {
        failed = 0;
        const measured = withSpeed(heard.view, seen);
        seen = measured.seen;
        setLive({ view: measured.view, trouble: null });
        return later(nextLook(heard.view));
      }
      setLive(({ view }) => ({ view, trouble: heard.trouble }));
      if (heard.trouble !== 'away') return over.abort();
      failed += 1;
      later(Math.min(LONGEST_MS, BUSY_MS * 2 ** failed));
    };
    const now = () => void look();
    const options = { signal: over.signal };
    document.addEventListener('visibilitychange', now, options);
    window.addEventListener('online', now, options);
    window.addEventListener('offline', now, options);
    later(nextLook(first));
    return () => {
      over.abort();
      clearTimeout(timer);
    };
    // a page that is loaded anew, after an action of the artist's, brings newer figures than the last answer
  }, [first]);
  return first.now > live.view.now ? { view: first, trouble: live.trouble } : live;
}
