import type { ReactNode } from 'react';
import './status.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

/** A sentence about what has just happened, or about what a reader should know first. The sign says what the colour says. */
export function Status({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <p className="status" data-tone={tone}>
      {children}
    </p>
  );
}
