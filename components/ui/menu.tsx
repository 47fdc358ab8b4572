'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import './menu.css';

type MenuProps = { label: ReactNode; /** for those who listen */ name: string; children: ReactNode };

/** A few things to choose from, behind a button. Works before any script does; then Escape and a tap elsewhere close it too. */
export function Menu({ label, name, children }: MenuProps) {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const details = element.current;
      if (!details?.open) return;
      const escape = event instanceof KeyboardEvent && event.key === 'Escape';
      const elsewhere = event.type === 'pointerdown' && event.target instanceof Node && !details.contains(event.target);
      if (!escape && !elsewhere) return;
      details.open = false;
      if (escape) details.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={element} className="menu">
      <summary className="menu-button" aria-label={name}>
        {label}
      </summary>
      <div className="menu-sheet">{children}</div>
    </details>
  );
}
