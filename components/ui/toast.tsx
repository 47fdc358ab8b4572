'use client';

import { useEffect, useState } from 'react';
import './toast.css';

const EVENT = 'upbeat:say';
const SHOWN_MS = 6_000;

/** Says at the foot of the screen what has been done, for whatever is gone from the screen by then. */
export function say(message: string): void {
  document.dispatchEvent(new CustomEvent(EVENT, { detail: message }));
}

/** Where it is said; once, in the frame. Who worked with the keyboard on what is gone goes on at the top of the screen. */
export function ToastRegion({ screenId }: { screenId: string }) {
  const [said, setSaid] = useState<{ message: string; n: number }>({ message: '', n: 0 });
  useEffect(() => {
    const hear = (event: Event) =>
      event instanceof CustomEvent && setSaid(({ n }) => ({ message: String(event.detail), n: n + 1 }));
    document.addEventListener(EVENT, hear);
    return () => document.removeEventListener(EVENT, hear);
  }, []);
  useEffect(() => {
    if (said.message === '') return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById(screenId)?.focus();
    });
    const timer = setTimeout(() => setSaid(({ n }) => ({ message: '', n })), SHOWN_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [said, screenId]);
  return (
    <div role="status" className="toast">
      {said.message && (
        <p key={said.n} className="toast-words">
          {said.message}
        </p>
      )}
    </div>
  );
}
