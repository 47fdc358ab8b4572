import type { ReactNode } from 'react';

/** What a screen says before there is anything on it: what will be here, and the way to it (`children`). */
export function EmptyState({ title, about, children }: { title: string; about: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-4 border-t-2 border-ink bg-sheet px-5 py-8 md:px-8 md:py-12">
      <h2 className="max-w-[18ch] font-display text-[1.75rem] leading-none font-extrabold text-balance">{title}</h2>
      <div className="grid max-w-[56ch] gap-2 text-pretty text-muted">{about}</div>
      {children}
    </div>
  );
}
