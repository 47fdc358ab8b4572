import type { ReactNode } from 'react';
import type { Tone } from './status';

const LOOK: Record<Tone | 'accent' | 'strong', string> = {
  plain: 'border-edge text-muted',
  strong: 'border-ink bg-ink text-paper',
  accent: 'border-accent bg-accent text-on-accent',
  good: 'border-good text-good',
  warn: 'border-warn text-warn',
  bad: 'border-bad text-bad',
};

/** One word about the thing beside it. */
export function Badge({ tone = 'plain', children }: { tone?: keyof typeof LOOK; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center border px-1.5 text-small font-semibold whitespace-nowrap ${LOOK[tone]}`}>
      {children}
    </span>
  );
}
