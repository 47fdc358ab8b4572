import type { ReactNode } from 'react';
import { UpbeatMark } from '@/components/ui/upbeat-mark';
import './door.css';

type DoorProps = { title: string; children: ReactNode };

/** A page in front of the dashboard (sign in, an invitation, a first workspace): a sleeve's spine, and one thing to do. */
export function Door({ title, children }: DoorProps) {
  return (
    <main className="door">
      <div className="door-spine">
        <a href="/" className="door-mark">
          <UpbeatMark />
        </a>
        <p className="door-line" aria-hidden="true">
          One, two, three, and
        </p>
      </div>
      <div className="door-room">
        <h1 className="door-title">{title}</h1>
        {children}
      </div>
    </main>
  );
}
